namespace Dataflow.Combining;

/// <summary>Lists the inputs in the order of arrival; empty for none. Prints as <c>list</c>.</summary>
/// <remarks>Not invertible: a retraction takes out the first of the inputs that are equal to it, and the rest are listed anew.</remarks>
public readonly record struct ListFn<T> : ICombineFn<T, List<T>, IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public List<T> CreateAccumulator() => [];

    /// <inheritdoc/>
    public void AddInput(ref List<T> accumulator, T input) => accumulator.Add(input);

    /// <inheritdoc/>
    public void MergeAccumulator(ref List<T> accumulator, List<T> other) => accumulator.AddRange(other);

    /// <inheritdoc/>
    public IReadOnlyList<T> ExtractOutput(List<T> accumulator) => accumulator.ToArray();

    /// <inheritdoc/>
    public override string ToString() => "list";
}
