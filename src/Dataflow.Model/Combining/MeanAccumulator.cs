namespace Dataflow.Combining;

/// <summary>The accumulator of <see cref="MeanFn{T}"/>.</summary>
/// <param name="Whole">The sum of the inputs, if they are integers of at most 64 bits; zero if not.</param>
/// <param name="Sum">The sum of the inputs, if they are of any other type; zero if not.</param>
/// <param name="Count">How many there were.</param>
public readonly record struct MeanAccumulator(Int128 Whole, double Sum, long Count);
