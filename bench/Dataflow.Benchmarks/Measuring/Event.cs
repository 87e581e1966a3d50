namespace Dataflow.Benchmarks.Measuring;

/// <summary>An event of 24 bytes: an event time in ticks of 100 ns since the Unix epoch, a key and a value.</summary>
public readonly record struct Event(long Ticks, int Key, long Value);
