using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.StringKeys;

namespace Dataflow.Benchmarks;

/// <summary>All workloads, in the order of the table.</summary>
internal static class Workloads
{
    // Made one at a time: what one holds in memory shall not slow the next.
    public static IReadOnlyList<Func<IWorkload>> All { get; } =
    [
        () => new FixedWindowSumWorkload(),
        () => new StringKeyWorkload(),
        () => new ManyKeysWorkload(),
    ];
}
