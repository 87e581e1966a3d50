using Dataflow.Panes;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Reference;

/// <summary>What happens to a step, one after the other: an element comes, the watermark grows, the clock moves on. Times are ticks that cannot overflow.</summary>
public abstract record Signal
{
    public static readonly Int128 Start = EventTime.StartOfTime.ToUnixTimeTicks();
    public static readonly Int128 End = EventTime.MaxTimestamp.ToUnixTimeTicks() + Int128.One;

    public static Int128 Ticks(Instant instant) => instant == EventTime.EndOfTime ? End : instant.ToUnixTimeTicks();

    public static Int128 Ticks(Duration span) => span.ToInt128Nanoseconds() / NodaConstants.NanosecondsPerTick;

    public static Int128 Clamp(Int128 ticks) => Int128.Clamp(ticks, Start, End);

    /// <summary>The greatest multiple of the period, counted from the offset, that is not after the time: % takes the sign of the dividend (rule 5).</summary>
    public static Int128 Floor(Int128 time, Int128 period, Int128 offset) => time - ((((time - offset) % period) + period) % period);
}

public sealed record WatermarkAt(Int128 Time) : Signal;

public sealed record ClockAt(Int128 Time) : Signal;

// Rule 1: elements travel as (key, value, event time, window); the window follows from the time where it is needed.
public record Element(string Key, string Value, Int128 Time, bool IsRetraction) : Signal;

public sealed record Pane(string Key, string Value, Int128 Time, bool IsRetraction, Interval Window, PaneInfo Info, Int128 Clock, Int128 Watermark)
    : Element(Key, Value, Time, IsRetraction);

// Choice 8: what is dropped is told with its window, the watermark at its arrival and the reason.
public sealed record Late(Element Element, Interval Window, Int128 Watermark, LateReason Reason);

// Choice 3: half-open, the last instant is a tick before the end.
public readonly record struct Interval(Int128 Start, Int128 End)
{
    public Int128 Last => End - 1;
}
