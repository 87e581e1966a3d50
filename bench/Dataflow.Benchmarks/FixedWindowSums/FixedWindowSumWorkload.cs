using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>Sums by integer key in fixed windows over a stream out of order, in which nothing is late.</summary>
public sealed class FixedWindowSumWorkload : Workload<Event, WindowSum>
{
    public const string Title = "fixed 10 s, sum by int key";

    public FixedWindowSumWorkload() => Rivals = [HandWrittenLoop, Engine, DictionaryLoop, LinqAggregateBy, RxGroupBy];

    public HandWrittenLoop HandWrittenLoop { get; } = new(FixedWindowQuery.Standard);

    public Engine Engine { get; } = new(FixedWindowQuery.Standard);

    public DictionaryLoop DictionaryLoop { get; } = new(FixedWindowQuery.Standard);

    public LinqAggregateBy LinqAggregateBy { get; } = new(FixedWindowQuery.Standard);

    public RxGroupBy RxGroupBy { get; } = new(FixedWindowQuery.Standard);

    public override string Id => "W1";

    public override string Name => Title;

    public override Goal Goal { get; } = new("0.60", "0.85");

    public override IRival<Event, WindowSum> Baseline => HandWrittenLoop;

    public override IRival<Event, WindowSum> Subject => Engine;

    public override IReadOnlyList<IRival<Event, WindowSum>> Rivals { get; }

    /// <summary>The engine on this workload, for others to be compared with.</summary>
    public static Contender EngineOn(Event[] events) =>
        Contender.Of(new Engine(FixedWindowQuery.Standard), events, events[..(events.Length / 2)]) with { Name = "Dataflow on W1" };

    public override Event[] Generate(int count) => EventStream.Standard.TakeShared(count);

    public override Event[] GenerateHard() => EventStream.Hard.TakeSparse(200_000);

    protected override IReadOnlyList<Table> TablesOf(IReadOnlyList<Measurement> measurements) => [.. MeasurementTable.Of(measurements).Select(workload => workload.Table)];
}
