using System.Numerics;

namespace Dataflow.Combining;

/// <summary>Adds inputs up, in the order of arrival; zero for none. Prints as <c>sum</c>.</summary>
/// <exception cref="OverflowException">A sum of integers leaves their range.</exception>
public readonly record struct SumFn<T> : ICombineFn<T, T, T>
    where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
{
    /// <inheritdoc/>
    public T CreateAccumulator() => T.AdditiveIdentity;

    /// <inheritdoc/>
    public void AddInput(ref T accumulator, T input) => accumulator = checked(accumulator + input);

    /// <inheritdoc/>
    public void MergeAccumulator(ref T accumulator, T other) => accumulator = checked(accumulator + other);

    /// <inheritdoc/>
    public T ExtractOutput(T accumulator) => accumulator;

    /// <inheritdoc/>
    public override string ToString() => "sum";
}
