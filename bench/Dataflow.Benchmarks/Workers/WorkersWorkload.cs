using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Workers;

/// <summary>Another workload with two workers, compared with itself with one.</summary>
public sealed class WorkersWorkload<TEvent, TResult>(Workload<TEvent, TResult> workload, IRival<TEvent, TResult> two) : Workload<TEvent, TResult>
    where TResult : IFingerprinted
{
    public override string Id => "W6";

    public override string Name => $"two workers on {workload.Id}";

    public override Goal Goal { get; } = new("1.70", "1.90");

    public override IRival<TEvent, TResult> Baseline => workload.Subject;

    public override IRival<TEvent, TResult> Subject => two;

    public override IReadOnlyList<IRival<TEvent, TResult>> Rivals { get; } = [workload.Subject, two];

    public override TEvent[] Generate(int count) => workload.Generate(count);

    public override TEvent[] GenerateHard() => workload.GenerateHard();
}
