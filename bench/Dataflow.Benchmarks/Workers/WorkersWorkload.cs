using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Workers;

/// <summary>Another workload with two workers, compared with itself with one.</summary>
public sealed class WorkersWorkload<TEvent, TResult>(Workload<TEvent, TResult> workload, IRival<TEvent, TResult> two) : Workload<TEvent, TResult>
    where TResult : IFingerprinted
{
    private double roundTripBefore;

    public override string Id => "W6";

    public override string Name => $"two workers on {workload.Id}";

    public override Goal Goal { get; } = new("1.70", "1.90");

    public override IRival<TEvent, TResult> Baseline => workload.Subject;

    public override IRival<TEvent, TResult> Subject => two;

    public override IReadOnlyList<IRival<TEvent, TResult>> Rivals { get; } = [workload.Subject, two];

    public override TEvent[] Generate(int count) => workload.Generate(count);

    public override TEvent[] GenerateHard() => workload.GenerateHard();

    /// <summary>Two engines of one worker that know nothing of each other, each on a half of the events: what there is to be had from the machine.</summary>
    public override IEnumerable<Contender> Companions(TEvent[] events, TEvent[] half)
    {
        roundTripBefore = RoundTrip.Nanoseconds();
        var (other, quarter, otherQuarter) = (events[half.Length..], half[..(half.Length / 2)], half[(half.Length / 2)..]);
        yield return new("two engines, a half each", events.Length, () => RunApart(half, other), effort => workload.Subject.WarmUp(events, effort))
        {
            RunHalf = () => RunApart(quarter, otherQuarter),
        };
    }

    protected override IReadOnlyList<Table> TablesOf(IReadOnlyList<Measurement> measurements)
    {
        var (one, workers, apart) = (measurements[0], measurements[1], measurements[2]);
        var roundTrip = $"{Figure.Of(roundTripBefore, "0")}, {Figure.Of(RoundTrip.Nanoseconds(), "0")}";
        string[] row = [Name, Figure.Rate(one.EventsPerSecond), Figure.Rate(workers.EventsPerSecond), Figure.Ratio(workers.Ratio), Figure.Rate(apart.EventsPerSecond), Figure.Ratio(apart.Ratio), roundTrip];
        return [new("workers", ["", "one worker, M/s", "two workers, M/s", "ratio", "two engines apart, M/s", "ratio", "round trip, ns"], [row])];
    }

    // What they give differs from what one gives: a window that both halves have events of has two results.
    private Outcome RunApart(TEvent[] first, TEvent[] second)
    {
        var other = Task.Factory.StartNew(() => workload.Subject.Run(first), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var (own, theirs) = (workload.Subject.Run(second), other.GetAwaiter().GetResult());
        return new(own.Results + theirs.Results, own.Checksum + theirs.Checksum, own.Late + theirs.Late);
    }
}
