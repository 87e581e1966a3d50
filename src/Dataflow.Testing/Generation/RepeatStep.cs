namespace Dataflow.Testing.Generation;

/// <summary>Puts copies in the place of each element: as many as its numbers add up to, modulo <paramref name="Modulus"/>; so none for some.</summary>
/// <param name="Modulus">At least 2.</param>
public sealed record RepeatStep(int Modulus) : GeneratedStep
{
    /// <summary>The values in the place of one.</summary>
    public IEnumerable<string> CopiesOf(string value) => Enumerable.Repeat(value, (int)(((NumberText.Sum(value) % Modulus) + Modulus) % Modulus));

    /// <inheritdoc/>
    public override PCollection<KV<string, string>> Apply(PCollection<KV<string, string>> input, string name) =>
        input.SelectMany(element => CopiesOf(element.Value).Select(copy => KV.Of(element.Key, copy)), name);

    /// <inheritdoc/>
    public override string ToString() => $"new RepeatStep({Modulus})";
}
