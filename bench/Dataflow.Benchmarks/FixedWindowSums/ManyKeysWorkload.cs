using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>As <see cref="FixedWindowSumWorkload"/>, by a million keys: more than half of the events open a cell, and nothing stays in a cache.</summary>
public sealed class ManyKeysWorkload : Workload<Event, WindowSum>
{
    public ManyKeysWorkload() => Rivals = [Baseline, Subject];

    public override string Id => "W1m";

    public override string Name => "fixed 10 s, one million keys";

    public override Goal Goal { get; } = new("0.60", "0.85");

    public override IRival<Event, WindowSum> Baseline { get; } = new HandWrittenLoop(FixedWindowQuery.Standard);

    public override IRival<Event, WindowSum> Subject { get; } = new Engine(FixedWindowQuery.Standard);

    public override IReadOnlyList<IRival<Event, WindowSum>> Rivals { get; }

    public override Event[] Generate(int count) => (EventStream.Standard with { Keys = 1_000_000 }).TakeShared(count);

    public override Event[] GenerateHard() => EventStream.Hard.TakeSparse(200_000);
}
