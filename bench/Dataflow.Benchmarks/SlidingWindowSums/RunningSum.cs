namespace Dataflow.Benchmarks.SlidingWindowSums;

/// <summary>The sum of a key, and in how many slices it has events: it is in the window as long as there are any.</summary>
internal readonly record struct RunningSum(long Sum, int Slices);
