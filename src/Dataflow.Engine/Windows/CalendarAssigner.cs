using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>Assigns <see cref="CalendarWindows"/>. Most elements are in the window of the one before, which is remembered: workers share the assigner, so as one reference.</summary>
internal sealed class CalendarAssigner(CalendarWindows calendar) : WindowAssigner
{
    private volatile Remembered last = new(calendar.AssignWindow(EventTime.ToInstant(0)));

    public override Window Assign(long time)
    {
        var window = last.Window;
        if (time < window.StartTicks || time >= window.EndTicks)
        {
            window = calendar.AssignWindow(EventTime.ToInstant(time));
            last = new Remembered(window);
        }

        return window;
    }

    public override bool HasDeadline(long from, long to, long lateness) =>
        to > from
        && (to >= EventTime.EndTicks || Assign(from) != Assign(to) || (lateness > 0 && Assign(EventTime.Add(from, -lateness)) != Assign(EventTime.Add(to, -lateness))));

    private sealed record Remembered(Window Window);
}
