using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Growth;
using Dataflow.Benchmarks.Latency;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.Memory;
using Dataflow.Benchmarks.Replays;
using Dataflow.Benchmarks.Sessions;
using Dataflow.Benchmarks.SlidingWindowSums;
using Dataflow.Benchmarks.StatelessChain;
using Dataflow.Benchmarks.StringKeys;
using Dataflow.Benchmarks.Triggers;
using Dataflow.Benchmarks.TwoStages;
using Dataflow.Benchmarks.Workers;

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
        () => new SlidingWindowSumWorkload(SlidingWindowQuery.Of(10, 1), new("0.60", "flat")),
        () => new SlidingWindowSumWorkload(SlidingWindowQuery.Of(60, 1), new("0.50", "flat")),
        () => new SlidingWindowSumWorkload(SlidingWindowQuery.Of(3600, 1), new("0.40", "flat")),
        () => new SessionWorkload(),
        () => new EarlyCountWorkload(retracting: false),
        () => new EarlyCountWorkload(retracting: true),
        () => new EarlyDelayWorkload(),
        () => new WorkersWorkload<Event, WindowSum>(new FixedWindowSumWorkload(), new FixedWindowSums.Engine(FixedWindowQuery.Standard, workers: 2)),
        () => new WorkersWorkload<Reading, SensorSum>(new StringKeyWorkload(), new StringKeys.Engine(FixedWindowQuery.Standard, workers: 2)),
        () => new WorkersWorkload<Event, SessionSum>(new SessionWorkload(), new Sessions.Engine(workers: 2)),
        () => new StatelessChainWorkload(),
        () => new TwoStageWorkload(),
        () => new ReplayWorkload("W9", "replay of JSON Lines, three fields of six", ".jsonl", new JsonLinesLoop(), RecordedFile.WriteJsonLines),
        () => new ReplayWorkload("W10", "replay of CSV, three fields of six", ".csv", new CsvLoop(), RecordedFile.WriteCsv),
        () => new MemoryWorkload(),
        () => new GrowthWorkload(),
        () => new LatencyWorkload(),
    ];
}
