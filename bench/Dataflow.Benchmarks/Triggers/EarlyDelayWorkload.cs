using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using NodaTime;

namespace Dataflow.Benchmarks.Triggers;

/// <summary>Sums with an early pane every second of processing time, compared with those that have one pane.</summary>
public sealed class EarlyDelayWorkload : Workload<Event, PaneSum>
{
    public EarlyDelayWorkload() => Rivals = [Baseline, Subject];

    public override string Id => "W5";

    public override string Name => "early every second of processing time";

    public override Goal Goal { get; } = new("0.50", "0.80");

    public override IRival<Event, PaneSum> Baseline { get; } = new EarlyDelayLoop();

    public override IRival<Event, PaneSum> Subject { get; } = new Engine(EarlyDelayQuery.Windowing, Duration.FromTicks(EarlyDelayQuery.Windows.Delay));

    public override IReadOnlyList<IRival<Event, PaneSum>> Rivals { get; }

    public override Event[] Generate(int count) => EventStream.Standard.TakeShared(count);

    public override Event[] GenerateHard() => [.. (EventStream.Hard with { Keys = 50 }).TakeSparse(100_000), .. EventStream.Hard.TakeSparse(100_000)];

    public override Contender Yardstick(Effort effort) => FixedWindowSumWorkload.EngineOn(EventStream.Standard.TakeShared(effort.Events));
}
