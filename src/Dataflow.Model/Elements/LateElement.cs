using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow;

/// <summary>An element that came too late for one of its windows, and why it was dropped (choice 8).</summary>
/// <param name="Value">The element.</param>
/// <param name="Timestamp">Its event time.</param>
/// <param name="Window">The window that it came too late for.</param>
/// <param name="Watermark">The watermark when it arrived.</param>
/// <param name="Reason">Whether the window had expired or its trigger had finished.</param>
public readonly record struct LateElement<T>(T Value, Instant Timestamp, Window Window, Instant Watermark, LateReason Reason)
{
    /// <summary>Whether it takes an earlier element back.</summary>
    public bool IsRetraction { get; init; }

    /// <summary>How far the watermark was ahead of the element's event time; zero if it was not, as when the trigger finished before.</summary>
    public Duration LateBy => Watermark > Timestamp ? Watermark - Timestamp : Duration.Zero;

    /// <summary>Prints the element with its window and how late it was.</summary>
    public override string ToString() =>
        $"{(IsRetraction ? "-" : "")}{Value} @{EventTime.ToText(Timestamp)} late by {DurationText.ToText(LateBy)} for {Window} ({Reason.ToString().ToLowerInvariant()})";
}
