namespace Dataflow.Testing.Generation;

/// <summary>Filters the elements whose numbers add up to a multiple of <paramref name="Divisor"/> away.</summary>
/// <param name="Divisor">At least 2.</param>
public sealed record KeepStep(int Divisor) : GeneratedStep
{
    /// <summary>Whether an element of this value passes.</summary>
    public bool Keeps(string value) => NumberText.Sum(value) % Divisor != 0;

    /// <inheritdoc/>
    public override PCollection<KV<string, string>> Apply(PCollection<KV<string, string>> input, string name) => input.Where(element => Keeps(element.Value), name);

    /// <inheritdoc/>
    public override string ToString() => $"new KeepStep({Divisor})";
}
