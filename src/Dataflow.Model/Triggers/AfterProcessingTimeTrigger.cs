using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Triggers;

/// <summary>Fires when processing time has passed a pane's first element by a delay, at a multiple of a span, or both, and finishes (rules 44 to 46).</summary>
public sealed record AfterProcessingTimeTrigger : Trigger
{
    internal AfterProcessingTimeTrigger(Duration? delay, Duration? align)
    {
        if (delay is { } wait && (wait < Duration.Zero || wait > Spans.Max || !Spans.IsWholeTicks(wait)))
        {
            throw new ArgumentOutOfRangeException(nameof(delay), delay, $"The delay must be whole ticks (100ns) from 0s to {DurationText.ToText(Spans.Max)}, but it is {DurationText.ToText(wait)}.");
        }

        if (align is { } period)
        {
            Spans.Check(period, nameof(align), "The alignment of a trigger");
        }

        (Delay, Align) = (delay ?? Duration.Zero, align);
    }

    /// <summary>How long after the pane's first element; zero by default.</summary>
    public Duration Delay { get; }

    /// <summary>To which multiple since the epoch the moment is rounded up; null for none.</summary>
    public Duration? Align { get; }

    internal override bool MayFinish => true;

    internal override bool MayFireEarly => true;

    internal override bool MayFireAgain => false;

    internal override Trigger Continuation => new AfterProcessingTimeTrigger(null, null);

    /// <inheritdoc/>
    public override string ToString() => (Delay == Duration.Zero, Align) switch
    {
        (true, null) => "AfterProcessingTime()",
        (false, null) => $"AfterProcessingTime(delay: {DurationText.ToText(Delay)})",
        (true, { } align) => $"AfterProcessingTime(align: {DurationText.ToText(align)})",
        (false, { } align) => $"AfterProcessingTime(delay: {DurationText.ToText(Delay)}, align: {DurationText.ToText(align)})",
    };
}
