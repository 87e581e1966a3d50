using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>The sum of a key in the window that starts at <paramref name="WindowStart"/>, in ticks since the Unix epoch.</summary>
public readonly record struct WindowSum(long WindowStart, int Key, long Sum) : IFingerprinted
{
    public ulong Fingerprint => Measuring.Fingerprint.Of(WindowStart, Key, Sum);
}
