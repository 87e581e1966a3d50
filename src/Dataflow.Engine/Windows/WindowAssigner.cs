using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>Window assignment as the engine runs it, in ticks, for windows that follow from the event time alone. Several threads may ask at once.</summary>
internal abstract class WindowAssigner
{
    /// <summary>Whether every element is in exactly one window.</summary>
    public virtual bool IsSingle => true;

    /// <summary>The window of an element of this time, where each is in exactly one.</summary>
    public abstract Window Assign(long time);

    /// <summary>Adds the windows of an element of this time, from the earliest on.</summary>
    public virtual void Assign(long time, List<Window> windows) => windows.Add(Assign(time));

    /// <summary>
    /// Whether a window's end, or its expiry <paramref name="lateness"/> ticks after that, lies in (<paramref name="from"/>,
    /// <paramref name="to"/>], so that a watermark moving from the one to the other changes what happens to some element or window.
    /// </summary>
    public virtual bool HasDeadline(long from, long to, long lateness) => to > from;

    public static WindowAssigner Of(WindowFn windowFn) => windowFn switch
    {
        FixedWindows fixedWindows => new FixedAssigner(EventTime.ToSpanTicks(fixedWindows.Size), EventTime.ToSpanTicks(fixedWindows.Offset)),
        SlidingWindows sliding => new SlidingAssigner(EventTime.ToSpanTicks(sliding.Size), EventTime.ToSpanTicks(sliding.Period), EventTime.ToSpanTicks(sliding.Offset)),
        SessionWindows sessions => new SessionAssigner(sessions.Rule, EventTime.ToSpanTicks(sessions.Gap)),
        CalendarWindows calendar => new CalendarAssigner(calendar),
        GlobalWindows => new GlobalAssigner(),
        _ => throw new NotSupportedException($"The local runner has no window assigner for '{windowFn}'."),
    };
}
