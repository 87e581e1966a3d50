using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>Assigns <see cref="FixedWindows"/> of this size and offset in ticks.</summary>
internal sealed class FixedAssigner(long size, long offset) : WindowAssigner
{
    public override Window Assign(long time) => FixedWindows.AssignWindow(time, size, offset);

    // Ends are the boundaries of the grid, and expiries the same grid moved by the lateness; both are cut at the end of time.
    public override bool HasDeadline(long from, long to, long lateness) =>
        to > from
        && (to >= EventTime.EndTicks || Cell(from) != Cell(to) || (lateness > 0 && Cell(EventTime.Add(from, -lateness)) != Cell(EventTime.Add(to, -lateness))));

    private long Cell(long time)
    {
        var cell = Math.DivRem(time - offset, size, out var into);
        return into < 0 ? cell - 1 : cell;
    }
}
