using Dataflow.Panes;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>What a retraction must repeat: the value that was emitted, with its window, time and pane (choice 6).</summary>
internal readonly record struct EmittedPane<TOut>(Window Window, TOut Value, long Time, PaneInfo Pane);
