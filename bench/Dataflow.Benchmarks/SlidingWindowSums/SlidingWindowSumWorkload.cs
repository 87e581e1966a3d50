using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.SlidingWindowSums;

/// <summary>Sums by integer key in sliding windows, compared with those in fixed ones. The rate is that up to the last event.</summary>
public sealed class SlidingWindowSumWorkload : Workload<Event, WindowSum>
{
    private readonly SlidingWindowQuery query;

    public SlidingWindowSumWorkload(SlidingWindowQuery query, Goal goal)
    {
        (this.query, Goal) = (query, goal);
        Baseline = new HandWrittenLoop(query);
        Subject = new Engine(query);
        Rivals = [Baseline, Subject];
    }

    public override string Id => "W2";

    public override string Name => query.ToString();

    public override Goal Goal { get; }

    public override IRival<Event, WindowSum> Baseline { get; }

    public override IRival<Event, WindowSum> Subject { get; }

    public override IReadOnlyList<IRival<Event, WindowSum>> Rivals { get; }

    public override Event[] Generate(int count) => EventStream.Standard.TakeShared(count);

    // Of the stream's 200 s each event is in as many windows as an hour has, so few will do; without a jump there would be none that is late.
    public override Event[] GenerateHard()
    {
        var windows = query.Size / query.Period;
        var events = EventStream.Hard.TakeSparse((int)Math.Clamp(1_000_000 / windows, 300, 100_000));
        var half = events.Length / 2;
        return [.. events[..half], .. events[half..].Select((e, i) => i % 3 == 0 ? e : e with { Ticks = e.Ticks + query.Size })];
    }

    public override Contender Yardstick(Effort effort) => FixedWindowSumWorkload.EngineOn(EventStream.Standard.TakeShared(effort.Events));
}
