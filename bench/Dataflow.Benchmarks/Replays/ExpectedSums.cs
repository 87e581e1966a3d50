using System.Runtime.InteropServices;
using Dataflow.Benchmarks.FixedWindowSums;

namespace Dataflow.Benchmarks.Replays;

/// <summary>The sums by window and key, to check the replay's panes against. Nothing in the files is late.</summary>
internal readonly struct ExpectedSums() : IRecordVisitor
{
    public Dictionary<(long Window, string Key), long> Sums { get; } = [];

    public void Visit(long ticks, string key, long value) =>
        CollectionsMarshal.GetValueRefOrAddDefault(Sums, (FixedWindowQuery.Standard.WindowStart(ticks), key), out _) += value;
}
