using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.FixedWindowSums;

namespace Dataflow.Benchmarks.TwoStages;

/// <summary>What retractions between two groupings cost: a pane in ten elements, nine of ten panes after a retraction.</summary>
public sealed class TwoStageWorkload : Workload<Event, WindowSum>
{
    public TwoStageWorkload() => Rivals = [Baseline, Subject, new GroupSums()];

    public override string Id => "W8";

    public override string Name => "two stages, retractions between";

    public override Goal Goal { get; } = new("0.40", "0.70");

    public override IRival<Event, WindowSum> Baseline { get; } = new TwoStageEngine(retracting: false);

    public override IRival<Event, WindowSum> Subject { get; } = new TwoStageEngine(retracting: true);

    public override IReadOnlyList<IRival<Event, WindowSum>> Rivals { get; }

    public override Event[] Generate(int count) => EventStream.Standard.TakeShared(count);

    public override Event[] GenerateHard() => [.. (EventStream.Hard with { Keys = 500 }).TakeSparse(100_000), .. EventStream.Hard.TakeSparse(100_000)];
}
