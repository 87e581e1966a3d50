namespace Dataflow.Combining;

/// <summary>
/// Keeps the greatest input in its type's default order, the first of equal ones; the default of the type for none.
/// Prints as <c>max</c>.
/// </summary>
/// <remarks>Not invertible: what is left after a retraction is looked through anew.</remarks>
public readonly record struct MaxFn<T> : ICombineFn<T, Extreme<T>, T>
{
    /// <inheritdoc/>
    public bool HasEmptyOutput => false;

    /// <inheritdoc/>
    public bool DependsOnOrder => !typeof(T).IsPrimitive;

    /// <inheritdoc/>
    public bool MergesExactly => Integers<T>.FitIn64Bits;

    /// <inheritdoc/>
    public Extreme<T> CreateAccumulator() => default;

    /// <inheritdoc/>
    public void AddInput(ref Extreme<T> accumulator, T input)
    {
        if (!accumulator.HasValue || Comparer<T>.Default.Compare(input, accumulator.Value) > 0)
        {
            accumulator = new Extreme<T>(true, input);
        }
    }

    /// <inheritdoc/>
    public void MergeAccumulator(ref Extreme<T> accumulator, Extreme<T> other)
    {
        if (other.HasValue)
        {
            AddInput(ref accumulator, other.Value);
        }
    }

    /// <inheritdoc/>
    public T ExtractOutput(Extreme<T> accumulator) => accumulator.Value;

    /// <inheritdoc/>
    public override string ToString() => "max";
}
