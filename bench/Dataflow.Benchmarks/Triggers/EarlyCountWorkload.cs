using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using NodaTime;
using Dataflow.Windowing;

namespace Dataflow.Benchmarks.Triggers;

/// <summary>Sums with early and late panes, compared with those that have one pane.</summary>
public sealed class EarlyCountWorkload : Workload<Event, PaneSum>
{
    private readonly bool retracting;

    public EarlyCountWorkload(bool retracting)
    {
        this.retracting = retracting;
        var windowing = retracting ? EarlyCountQuery.Windowing.AccumulatingAndRetractingFiredPanes() : EarlyCountQuery.Windowing.AccumulatingFiredPanes();
        Baseline = new EarlyCountLoop(retracting);
        Subject = new Engine(windowing, Duration.FromTicks(EarlyCountQuery.Windows.Delay));
        Rivals = [Baseline, Subject];
    }

    public override string Id => "W4";

    public override string Name => $"early by 100, late by 1, {(retracting ? "retracting" : "accumulating")}";

    public override Goal Goal { get; } = new("0.35", "0.60");

    public override IRival<Event, PaneSum> Baseline { get; }

    public override IRival<Event, PaneSum> Subject { get; }

    public override IReadOnlyList<IRival<Event, PaneSum>> Rivals { get; }

    public override Event[] Generate(int count) => EventStream.Standard.TakeShared(count);

    // Few keys, so that they reach a hundred; disorder beyond the lateness too.
    public override Event[] GenerateHard() => [.. (EventStream.Hard with { Keys = 50 }).TakeSparse(100_000), .. EventStream.Hard.TakeSparse(100_000)];

    public override Contender Yardstick(Effort effort) => FixedWindowSumWorkload.EngineOn(EventStream.Standard.TakeShared(effort.Events));
}
