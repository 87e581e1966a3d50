namespace Dataflow.Benchmarks.Measuring;

/// <summary>What a run produced: how many results, the sum of their fingerprints in whatever order they came, and how many events were late.</summary>
public readonly record struct Outcome(long Results, ulong Checksum, long Late);
