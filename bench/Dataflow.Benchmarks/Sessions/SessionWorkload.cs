using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Sessions;

/// <summary>Sums by key in sessions: a key has an event every 100 ms on average, so that an event in seven begins a session.</summary>
public sealed class SessionWorkload : Workload<Event, SessionSum>
{
    public SessionWorkload() => Rivals = [Baseline, Subject];

    public override string Id => "W3";

    public override string Name => "sessions by key, gap 200 ms";

    public override Goal Goal { get; } = new("0.40", "0.70");

    public override IRival<Event, SessionSum> Baseline { get; } = new HandWrittenLoop();

    public override IRival<Event, SessionSum> Subject { get; } = new Engine();

    public override IReadOnlyList<IRival<Event, SessionSum>> Rivals { get; }

    public override Event[] Generate(int count) => EventStream.Standard.TakeShared(count);

    public override Event[] GenerateHard() => HardStream();

    /// <summary>Few keys, so that sessions merge, grow at both ends and are met after their end; sparse ones; and jumps of event time, by which all sessions end.</summary>
    internal static Event[] HardStream() =>
    [
        .. (EventStream.Hard with { Keys = 40, Disorder = TimeSpan.FromSeconds(1) }).TakeSparse(60_000),
        .. (EventStream.Hard with { Keys = 3_000, Start = 500 * TimeSpan.TicksPerSecond, Disorder = TimeSpan.FromMilliseconds(800) }).TakeSparse(100_000),
        .. (EventStream.Hard with { Keys = 300, Start = 9_000_000 * TimeSpan.TicksPerSecond, PerMillisecond = 2, Disorder = TimeSpan.FromMilliseconds(600) }).TakeSparse(40_000),
    ];
}
