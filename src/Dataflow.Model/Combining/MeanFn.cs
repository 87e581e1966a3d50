using System.Numerics;

namespace Dataflow.Combining;

/// <summary>The arithmetic mean of the inputs, summed as <see cref="double"/> in the order of arrival; NaN for none. Prints as <c>mean</c>.</summary>
public readonly record struct MeanFn<T> : ICombineFn<T, MeanAccumulator, double>
    where T : INumberBase<T>
{
    /// <inheritdoc/>
    public MeanAccumulator CreateAccumulator() => default;

    /// <inheritdoc/>
    public void AddInput(ref MeanAccumulator accumulator, T input) =>
        accumulator = new MeanAccumulator(accumulator.Sum + double.CreateChecked(input), accumulator.Count + 1);

    /// <inheritdoc/>
    public void MergeAccumulator(ref MeanAccumulator accumulator, MeanAccumulator other) =>
        accumulator = new MeanAccumulator(accumulator.Sum + other.Sum, accumulator.Count + other.Count);

    /// <inheritdoc/>
    public double ExtractOutput(MeanAccumulator accumulator) => accumulator.Sum / accumulator.Count;

    /// <inheritdoc/>
    public override string ToString() => "mean";
}
