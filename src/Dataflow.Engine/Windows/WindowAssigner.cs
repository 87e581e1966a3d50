using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>
/// Window assignment as the engine runs it, in ticks, for windows that are the same for all keys and follow from the event
/// time alone.
/// </summary>
internal abstract class WindowAssigner
{
    /// <summary>The window of an element of this time.</summary>
    public abstract Window Assign(long time);

    /// <summary>
    /// Whether a window's end, or its expiry <paramref name="lateness"/> ticks after that, lies in (<paramref name="from"/>,
    /// <paramref name="to"/>], so that a watermark moving from the one to the other changes what happens to some element or window.
    /// </summary>
    public abstract bool HasDeadline(long from, long to, long lateness);

    public static WindowAssigner Of(WindowFn windowFn) => windowFn switch
    {
        FixedWindows fixedWindows => new FixedAssigner(EventTime.ToSpanTicks(fixedWindows.Size), EventTime.ToSpanTicks(fixedWindows.Offset)),
        GlobalWindows => new GlobalAssigner(),
        _ => throw new NotSupportedException($"The local runner has no window assigner for '{windowFn}'."),
    };
}
