namespace Dataflow.Testing.Generation;

/// <summary>Gives each element one of <paramref name="Keys"/> keys by its value, so that what stood under one key meets what stood under another.</summary>
/// <param name="Keys">How many, at least 1.</param>
public sealed record RekeyStep(int Keys) : GeneratedStep
{
    /// <summary>The key of an element of this value.</summary>
    public string KeyOf(string value) => $"k{((NumberText.Sum(value) % Keys) + Keys) % Keys}";

    /// <inheritdoc/>
    public override PCollection<KV<string, string>> Apply(PCollection<KV<string, string>> input, string name) =>
        input.Select(element => KV.Of(KeyOf(element.Value), element.Value), name);

    /// <inheritdoc/>
    public override string ToString() => $"new RekeyStep({Keys})";
}
