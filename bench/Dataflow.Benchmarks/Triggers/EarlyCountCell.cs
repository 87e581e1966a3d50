using Dataflow.Panes;

namespace Dataflow.Benchmarks.Triggers;

/// <summary>The sum of a key and window, how many elements came since its last pane, and what that pane said.</summary>
internal struct EarlyCountCell
{
    public long Sum;
    public long Emitted;
    public int Pending;
    public bool HasPane;
    public PaneTiming Timing;
}
