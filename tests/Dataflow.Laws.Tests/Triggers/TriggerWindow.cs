using Dataflow.Engine.Triggers;
using Dataflow.Reference;

namespace Dataflow.Laws.Tests.Triggers;

/// <summary>A window as the engine's trigger machine and as the specification remember it.</summary>
internal sealed class TriggerWindow(long end, long[] state, TriggerState specified)
{
    public long End => end;

    public long[] State => state;

    public TriggerState Specified => specified;

    /// <summary>Whether it has elements that no pane has held.</summary>
    public bool IsPending { get; set; }

    /// <summary>The specification's times for the window.</summary>
    public Now NowAt(TriggerTimes times) => new(times.Clock, times.IsInstantOver, times.Watermark >= end, times.IsMerging);

    /// <summary>The engine's.</summary>
    public TriggerContext ContextAt(TriggerTimes times) => new(state, end, times.Watermark, times.Clock, times.IsInstantOver);
}
