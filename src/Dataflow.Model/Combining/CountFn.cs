namespace Dataflow.Combining;

/// <summary>Counts inputs; zero for none. Prints as <c>count</c>.</summary>
/// <remarks>Invertible and additive.</remarks>
public readonly record struct CountFn<T> : ICombineFn<T, long, long>
{
    /// <inheritdoc/>
    public bool IsInvertible => true;

    /// <inheritdoc/>
    public bool IsAdditive => true;

    /// <inheritdoc/>
    public bool DependsOnOrder => false;

    /// <inheritdoc/>
    public bool MergesExactly => true;

    /// <inheritdoc/>
    public long CreateAccumulator() => 0;

    /// <inheritdoc/>
    public void AddInput(ref long accumulator, T input) => accumulator++;

    /// <inheritdoc/>
    public void MergeAccumulator(ref long accumulator, long other) => accumulator += other;

    /// <inheritdoc/>
    public void RemoveInput(ref long accumulator, T input) => accumulator--;

    /// <inheritdoc/>
    public long ExtractOutput(long accumulator) => accumulator;

    /// <inheritdoc/>
    public override string ToString() => "count";
}
