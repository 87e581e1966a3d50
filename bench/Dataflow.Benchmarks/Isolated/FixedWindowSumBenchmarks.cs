using BenchmarkDotNet.Attributes;
using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Isolated;

[Measures(FixedWindowSumWorkload.Title, EventCount)]
public class FixedWindowSumBenchmarks
{
    private const int EventCount = 10_000_000;

    private readonly FixedWindowSumWorkload workload = new();
    private Event[] events = [];

    [GlobalSetup]
    public void Prepare() => events = workload.Prepare(EventCount, Effort.Full);

    [Benchmark(Baseline = true, Description = "hand-written loop")]
    public Outcome HandWritten() => workload.HandWrittenLoop.Run(events);

    [Benchmark(Description = "Dataflow for .NET")]
    public Outcome Engine() => workload.Engine.Run(events);

    [Benchmark(Description = "Dictionary loop")]
    public Outcome Dictionary() => workload.DictionaryLoop.Run(events);

    [Benchmark(Description = "LINQ AggregateBy (batch)")]
    public Outcome Linq() => workload.LinqAggregateBy.Run(events);

    [Benchmark(Description = "Rx GroupBy (batch)")]
    public Outcome Rx() => workload.RxGroupBy.Run(events);
}
