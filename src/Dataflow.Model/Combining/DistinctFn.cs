namespace Dataflow.Combining;

/// <summary>Lists the different inputs in the order in which each first arrived; empty for none. Prints as <c>distinct</c>.</summary>
/// <remarks>Not invertible: what is left after a retraction is looked through anew.</remarks>
public readonly record struct DistinctFn<T> : ICombineFn<T, DistinctAccumulator<T>, IReadOnlyList<T>>
{
    /// <inheritdoc/>
    public DistinctAccumulator<T> CreateAccumulator() => new();

    /// <inheritdoc/>
    public void AddInput(ref DistinctAccumulator<T> accumulator, T input) => accumulator.Add(input);

    /// <inheritdoc/>
    public void MergeAccumulator(ref DistinctAccumulator<T> accumulator, DistinctAccumulator<T> other)
    {
        foreach (var value in other.InOrder)
        {
            accumulator.Add(value);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> ExtractOutput(DistinctAccumulator<T> accumulator) => accumulator.InOrder.ToArray();

    /// <inheritdoc/>
    public override string ToString() => "distinct";
}
