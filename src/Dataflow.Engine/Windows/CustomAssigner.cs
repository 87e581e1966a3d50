using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>Assigns the windows of a user's window function, and checks them.</summary>
internal sealed class CustomAssigner<T>(WindowFn<T> windowFn) : ElementAssigner<T>
{
    private readonly HashSet<Window> seen = [];
    private readonly List<Window> assigned = [];

    public override void Assign(T element, long time, List<Window> windows)
    {
        seen.Clear();
        assigned.Clear();
        windowFn.AssignWindows(element, EventTime.ToInstant(time), assigned);
        foreach (var window in assigned)
        {
            if (time < window.StartTicks || time >= window.EndTicks)
            {
                throw new InvalidOperationException($"'{windowFn}' assigns the window {window}, which does not contain the element's time {EventTime.ToText(time)}.");
            }

            if (seen.Add(window))
            {
                windows.Add(window);
            }
        }
    }
}
