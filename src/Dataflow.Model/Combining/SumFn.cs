using System.Numerics;

namespace Dataflow.Combining;

/// <summary>Adds inputs up, in the order of arrival; zero for none. Prints as <c>sum</c>.</summary>
/// <remarks>
/// Invertible for the integer types of .NET, whose subtraction is exact, and additive for the signed ones: a sum that only takes something back
/// is negative. Others, as floating point, decimals and types of your own, are summed anew from the values that are left.
/// </remarks>
/// <exception cref="OverflowException">A sum of integers leaves their range. Where several workers add parts, the sum of a part or of parts.</exception>
public readonly record struct SumFn<T> : ICombineFn<T, T, T>
    where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T>
{
    /// <inheritdoc/>
    public bool IsInvertible => Integers<T>.Subtract is not null;

    /// <inheritdoc/>
    public bool IsAdditive => Integers<T>.AreSigned;

    /// <inheritdoc/>
    public bool DependsOnOrder => false;

    /// <inheritdoc/>
    public bool MergesExactly => Integers<T>.Subtract is not null;

    /// <inheritdoc/>
    public T CreateAccumulator() => T.AdditiveIdentity;

    /// <inheritdoc/>
    public void AddInput(ref T accumulator, T input) => accumulator = checked(accumulator + input);

    /// <inheritdoc/>
    public void MergeAccumulator(ref T accumulator, T other) => accumulator = checked(accumulator + other);

    /// <inheritdoc/>
    public void RemoveInput(ref T accumulator, T input) =>
        accumulator = (Integers<T>.Subtract ?? throw new NotSupportedException($"A sum of {typeof(T).Name} cannot take an input out again exactly."))(accumulator, input);

    /// <inheritdoc/>
    public T ExtractOutput(T accumulator) => accumulator;

    /// <inheritdoc/>
    public override string ToString() => "sum";
}
