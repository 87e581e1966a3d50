using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>Assigns the one window over all of event time.</summary>
internal sealed class GlobalAssigner : WindowAssigner
{
    public override Window Assign(long time) => Window.Global;

    public override bool HasDeadline(long from, long to, long lateness) => to >= EventTime.EndTicks && from < to;
}
