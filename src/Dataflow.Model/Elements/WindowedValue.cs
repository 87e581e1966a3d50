using Dataflow.Panes;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow;

/// <summary>A value with everything that the model knows of it (rule 1).</summary>
/// <param name="Value">The value.</param>
/// <param name="Timestamp">Its event time.</param>
/// <param name="Window">The window that it is in.</param>
/// <param name="Pane">Which pane of that window brought it; <see cref="PaneInfo.NoFiring"/> before any grouping.</param>
/// <param name="ProcessingTime">The clock when the pane was emitted, or when the element arrived if it was never grouped.</param>
/// <param name="Watermark">The step's input watermark when the pane was emitted, or at the element's arrival if it was never grouped.</param>
/// <param name="IsRetraction">Whether this takes an earlier value back.</param>
public readonly record struct WindowedValue<T>(
    T Value, Instant Timestamp, Window Window, PaneInfo Pane, Instant ProcessingTime, Instant Watermark, bool IsRetraction)
{
    /// <summary>Prints the value with its window, pane and event time.</summary>
    public override string ToString() =>
        $"{(IsRetraction ? "-" : "")}{Value} @{EventTime.ToText(Timestamp)} in {Window} {Pane}";
}
