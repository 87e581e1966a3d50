using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>Assigns <see cref="SlidingWindows"/> of this size, period and offset in ticks.</summary>
internal sealed class SlidingAssigner(long size, long period, long offset) : WindowAssigner
{
    public override bool IsSingle => false;

    public override Window Assign(long time) => throw new NotSupportedException("An element may be in several sliding windows, or in none.");

    public override void Assign(long time, List<Window> windows)
    {
        for (var start = SlidingWindows.FirstStart(time, size, period, offset); start <= time; start += period)
        {
            windows.Add(SlidingWindows.WindowAt(start, size));
        }
    }

    // Ends are a grid moved by the size, and expiries the same grid moved by the lateness; both are cut at the end of time.
    public override bool HasDeadline(long from, long to, long lateness) =>
        to > from
        && (to >= EventTime.EndTicks || Ends(from) != Ends(to) || (lateness > 0 && Ends(EventTime.Add(from, -lateness)) != Ends(EventTime.Add(to, -lateness))));

    private long Ends(long time)
    {
        var ends = Math.DivRem(time - offset - size, period, out var into);
        return into < 0 ? ends - 1 : ends;
    }
}
