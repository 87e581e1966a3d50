namespace Dataflow.Testing.Generation;

/// <summary>A property does not hold. The message shows the smallest case that was found, what went wrong on it, and the seed that tries it again.</summary>
public sealed class PropertyFailedException : Exception
{
    /// <summary>Says what does not hold; <paramref name="inner"/> is what the property threw.</summary>
    public PropertyFailedException(string message, string seed, Exception? inner = null)
        : base(message, inner) => Seed = seed;

    /// <summary>The seed that tries the case again, see <see cref="PropertyOptions.Seed"/>.</summary>
    public string Seed { get; }
}
