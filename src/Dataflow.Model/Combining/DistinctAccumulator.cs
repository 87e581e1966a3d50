namespace Dataflow.Combining;

/// <summary>The accumulator of <see cref="DistinctFn{T}"/>: the different values in the order in which they came.</summary>
public sealed class DistinctAccumulator<T>
{
    private readonly HashSet<T> seen = [];
    private readonly List<T> inOrder = [];

    /// <summary>The different values, in the order in which each first came.</summary>
    public IReadOnlyList<T> InOrder => inOrder;

    /// <summary>Adds a value unless an equal one is there.</summary>
    public void Add(T value)
    {
        if (seen.Add(value))
        {
            inOrder.Add(value);
        }
    }
}
