namespace Dataflow.Files.Output;

/// <summary>Where a text sink writes: a file that is made anew, or a stream.</summary>
public sealed class OutputTarget
{
    private readonly Func<Stream> open;

    /// <summary>
    /// A file that no other writer has. What it held before stays until the first output, or the end of a run without any, takes
    /// its place: a run that fails before that destroys nothing.
    /// </summary>
    /// <exception cref="ArgumentException">The path is empty, or ends with <c>.gz</c>: output is not compressed.</exception>
    public OutputTarget(string path)
        : this(path, () => new OutputFile(path))
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"The output '{path}' would not be gzip, though its name says so. Name it without '.gz'.", nameof(path));
        }
    }

    /// <summary>A stream that is opened when a run begins, and disposed when it ends.</summary>
    /// <param name="name">What to call it in <c>Explain</c>.</param>
    /// <param name="open">Opens it.</param>
    public OutputTarget(string name, Func<Stream> open) => (Name, this.open) = (name, open);

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Opens it for a run.</summary>
    public Stream Open() => open();

    /// <summary>Prints the name.</summary>
    public override string ToString() => Name;
}
