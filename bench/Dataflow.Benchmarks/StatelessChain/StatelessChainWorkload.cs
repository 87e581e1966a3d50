using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.StatelessChain;

/// <summary>What a stateless step costs: a chain of five mappings and five filters, which let everything pass, before the query of the first workload.</summary>
public sealed class StatelessChainWorkload : Workload<Event, WindowSum>
{
    public StatelessChainWorkload() => Rivals = [Baseline, Subject];

    public override string Id => "W7";

    public override string Name => "ten stateless steps before the window";

    public override Goal Goal { get; } = new("2 ns", "1 ns");

    public override IRival<Event, WindowSum> Baseline { get; } = new ChainLoop();

    public override IRival<Event, WindowSum> Subject { get; } = new ChainEngine();

    public override IReadOnlyList<IRival<Event, WindowSum>> Rivals { get; }

    public override Event[] Generate(int count) => EventStream.Standard.TakeShared(count);

    public override Event[] GenerateHard() => EventStream.Hard.TakeSparse(200_000);

    public override Contender Yardstick(Effort effort) => FixedWindowSumWorkload.EngineOn(EventStream.Standard.TakeShared(effort.Events));

    protected override Score ScoreOf(Timing subject, Timing other) => base.ScoreOf(subject, other) with
    {
        Ratio = $"{Figure.Of(subject.MoreThan(other) / ChainEngine.Steps)} ns a step",
    };
}
