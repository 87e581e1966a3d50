namespace Dataflow.Combining;

/// <summary>The accumulator of <see cref="MinFn{T}"/> and <see cref="MaxFn{T}"/>: the extreme so far, if there is one.</summary>
/// <param name="HasValue">Whether there was any input.</param>
/// <param name="Value">The extreme; the default of its type when there was none.</param>
public readonly record struct Extreme<T>(bool HasValue, T Value);
