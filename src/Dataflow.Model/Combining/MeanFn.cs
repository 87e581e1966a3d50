using System.Numerics;

namespace Dataflow.Combining;

/// <summary>
/// The arithmetic mean of the inputs; NaN for none. Integers of at most 64 bits are summed exactly, others as <see cref="double"/> in the order
/// of arrival. Prints as <c>mean</c>.
/// </summary>
/// <remarks>Invertible for integers of at most 64 bits. Others are summed anew from the values that are left.</remarks>
public readonly record struct MeanFn<T> : ICombineFn<T, MeanAccumulator, double>
    where T : INumberBase<T>
{
    /// <inheritdoc/>
    public bool IsInvertible => Integers<T>.FitIn64Bits;

    /// <inheritdoc/>
    public bool HasEmptyOutput => false;

    /// <inheritdoc/>
    public bool DependsOnOrder => false;

    /// <inheritdoc/>
    public bool MergesExactly => Integers<T>.FitIn64Bits;

    /// <inheritdoc/>
    public MeanAccumulator CreateAccumulator() => default;

    /// <inheritdoc/>
    public void AddInput(ref MeanAccumulator accumulator, T input) => accumulator = Integers<T>.FitIn64Bits
        ? new MeanAccumulator(accumulator.Whole + Int128.CreateTruncating(input), 0, accumulator.Count + 1)
        : new MeanAccumulator(0, accumulator.Sum + double.CreateChecked(input), accumulator.Count + 1);

    /// <inheritdoc/>
    public void MergeAccumulator(ref MeanAccumulator accumulator, MeanAccumulator other) =>
        accumulator = new MeanAccumulator(accumulator.Whole + other.Whole, accumulator.Sum + other.Sum, accumulator.Count + other.Count);

    /// <inheritdoc/>
    public void RemoveInput(ref MeanAccumulator accumulator, T input) => accumulator = Integers<T>.FitIn64Bits
        ? new MeanAccumulator(accumulator.Whole - Int128.CreateTruncating(input), 0, accumulator.Count - 1)
        : throw new NotSupportedException($"A mean of {typeof(T).Name} cannot take an input out again exactly.");

    /// <inheritdoc/>
    public double ExtractOutput(MeanAccumulator accumulator) =>
        (Integers<T>.FitIn64Bits ? (double)accumulator.Whole : accumulator.Sum) / accumulator.Count;

    /// <inheritdoc/>
    public override string ToString() => "mean";
}
