using Dataflow.Windowing;

namespace Dataflow.Engine.Windows;

/// <summary>Assigns the window that an element opens before it merges with others.</summary>
internal sealed class SessionAssigner(SessionRule rule, long gap) : WindowAssigner
{
    public SessionRule Rule => rule;

    /// <summary>The gap in ticks.</summary>
    public long Gap => gap;

    public override Window Assign(long time) => rule.Assign(time, gap);
}
