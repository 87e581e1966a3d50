using Dataflow.Benchmarks.Measuring;
using Dataflow.Panes;

namespace Dataflow.Benchmarks.Triggers;

/// <summary>A pane of a sum, or its retraction.</summary>
public readonly record struct PaneSum(long WindowStart, int Key, long Sum, PaneTiming Timing, bool IsRetraction) : IFingerprinted
{
    public ulong Fingerprint => Measuring.Fingerprint.Of(WindowStart, (uint)Key | ((long)Timing << 32) | (IsRetraction ? 1L << 40 : 0), Sum);
}
