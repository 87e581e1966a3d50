namespace Dataflow.Benchmarks.StringKeys;

/// <summary>An event that is an object, as most are.</summary>
/// <param name="Ticks">Its event time, in ticks since the Unix epoch.</param>
/// <param name="Sensor">Its key.</param>
/// <param name="Value">Its value.</param>
public sealed record Reading(long Ticks, string Sensor, long Value);
