using Dataflow.Panes;

namespace Dataflow.Engine.Batches;

/// <summary>The pane that brought an element or takes one back, and the clock and input watermark of the step when it fired.</summary>
internal readonly record struct Firing(PaneInfo Pane, long ProcessingTime, long Watermark, bool IsRetraction = false);
