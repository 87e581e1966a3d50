using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>Sums by integer key in fixed windows over a stream out of order, in which nothing is late.</summary>
public sealed class FixedWindowSumWorkload : Workload<Event, WindowSum>
{
    public const string Title = "Sum by key in fixed windows of 10 s: 10,000 integer keys, up to 500 ms out of order";

    // The hard stream's disorder is far over the watermark's 500 ms, it begins before the epoch, and ends after it.
    private static readonly EventStream Stream = new() { Keys = 10_000, PerMillisecond = 100, Disorder = TimeSpan.FromMilliseconds(500) };
    private static readonly EventStream HardStream = new() { Keys = 70_000, PerMillisecond = 1, Disorder = TimeSpan.FromSeconds(13), Start = -90 * TimeSpan.TicksPerSecond };

    public FixedWindowSumWorkload() => Rivals = [HandWrittenLoop, Engine, DictionaryLoop, LinqAggregateBy, RxGroupBy];

    public HandWrittenLoop HandWrittenLoop { get; } = new();

    public Engine Engine { get; } = new();

    public DictionaryLoop DictionaryLoop { get; } = new();

    public LinqAggregateBy LinqAggregateBy { get; } = new();

    public RxGroupBy RxGroupBy { get; } = new();

    public override string Name => Title;

    public override IRival<Event, WindowSum> Baseline => HandWrittenLoop;

    public override IReadOnlyList<IRival<Event, WindowSum>> Rivals { get; }

    public override Event[] Generate(int count) => Stream.Take(count);

    // Every eleventh key is negative or huge, so that keys are not dense.
    public override Event[] GenerateHard() =>
        [.. HardStream.Take(200_000).Select((e, i) => i % 11 == 0 ? e with { Key = (e.Key * 61_681) - int.MaxValue } : e)];
}
