namespace Dataflow.Combining;

/// <summary>The accumulator of <see cref="MeanFn{T}"/>.</summary>
/// <param name="Sum">The sum of the inputs.</param>
/// <param name="Count">How many there were.</param>
public readonly record struct MeanAccumulator(double Sum, long Count);
