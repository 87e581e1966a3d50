using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Sessions;

/// <summary>The sum of a session.</summary>
public readonly record struct SessionSum(long Start, long End, int Key, long Sum) : IFingerprinted
{
    public ulong Fingerprint => Measuring.Fingerprint.Of((long)Measuring.Fingerprint.Of(Start, End, Key), Sum, 0);
}
