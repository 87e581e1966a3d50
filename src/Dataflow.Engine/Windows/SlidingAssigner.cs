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
}
