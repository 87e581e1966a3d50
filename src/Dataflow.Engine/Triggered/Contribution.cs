using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>An element of a window that may come apart again: its value and time, its place among all, and the window that it had before any merge.</summary>
internal readonly record struct Contribution<TValue>(TValue Value, long Time, long Sequence, Window Window);
