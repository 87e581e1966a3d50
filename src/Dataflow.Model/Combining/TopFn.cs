namespace Dataflow.Combining;

/// <summary>
/// Keeps the <see cref="Count"/> greatest inputs in their type's default order and lists them from the greatest down; of equal
/// ones the first to arrive wins and stands first. Prints as <c>top:3</c>.
/// </summary>
/// <remarks>Not invertible: what is left after a retraction is looked through anew.</remarks>
public readonly record struct TopFn<T> : ICombineFn<T, List<T>, IReadOnlyList<T>>
{
    private readonly int count;

    /// <summary>Makes a function that keeps <paramref name="count"/> inputs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is under 1.</exception>
    public TopFn(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        this.count = count;
    }

    /// <summary>How many inputs are kept, at least 1, which the default of the type keeps.</summary>
    public int Count => Math.Max(count, 1);

    /// <inheritdoc/>
    public bool DependsOnOrder => !typeof(T).IsPrimitive;

    /// <inheritdoc/>
    public bool MergesExactly => Integers<T>.FitIn64Bits;

    /// <inheritdoc/>
    public List<T> CreateAccumulator() => [];

    /// <inheritdoc/>
    public void AddInput(ref List<T> accumulator, T input)
    {
        var comparer = Comparer<T>.Default;
        var kept = accumulator.Count;
        if (kept == Count && comparer.Compare(input, accumulator[kept - 1]) <= 0)
        {
            return;
        }

        // The list is kept from the greatest down; an equal value goes behind those that came before it.
        var (low, high) = (0, kept);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = comparer.Compare(accumulator[middle], input) >= 0 ? (middle + 1, high) : (low, middle);
        }

        if (kept == Count)
        {
            accumulator.RemoveAt(kept - 1);
        }

        accumulator.Insert(low, input);
    }

    /// <inheritdoc/>
    public void MergeAccumulator(ref List<T> accumulator, List<T> other)
    {
        foreach (var value in other)
        {
            AddInput(ref accumulator, value);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<T> ExtractOutput(List<T> accumulator) => accumulator.ToArray();

    /// <inheritdoc/>
    public override string ToString() => $"top:{Count}";
}
