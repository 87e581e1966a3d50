using Dataflow.Time;
using NodaTime;

namespace Dataflow.Triggers;

/// <summary>Fires when processing time has passed a pane's first element by a delay, at a multiple of a span, or both, and finishes (rules 44 to 46).</summary>
public sealed record AfterProcessingTimeTrigger : Trigger
{
    internal AfterProcessingTimeTrigger(Duration? delay, Duration? align, Duration? offset = null)
    {
        if (delay is { } wait && (wait < Duration.Zero || wait > Spans.Max || !Spans.IsWholeTicks(wait)))
        {
            throw new ArgumentOutOfRangeException(nameof(delay), delay, $"The delay must be whole ticks (100ns) from 0s to {DurationText.ToText(Spans.Max)}, but it is {DurationText.ToText(wait)}.");
        }

        if (align is { } period)
        {
            Spans.Check(period, nameof(align), "The alignment of a trigger");
        }

        if (offset is { } shift)
        {
            Spans.CheckOffset(
                shift, align ?? throw new ArgumentException("An offset needs an alignment.", nameof(offset)), nameof(offset), "The offset of an alignment", "the alignment");
        }

        (Delay, Align, Offset) = (delay ?? Duration.Zero, align, offset ?? Duration.Zero);
    }

    /// <summary>How long after the pane's first element; zero by default.</summary>
    public Duration Delay { get; }

    /// <summary>To which multiple, counted from <see cref="Offset"/> after the epoch, the moment is rounded up; null for none.</summary>
    public Duration? Align { get; }

    /// <summary>How far after the epoch the multiples are counted from: at least zero and less than <see cref="Align"/>. Zero by default.</summary>
    public Duration Offset { get; }

    internal override bool MayFinish => true;

    internal override bool MayFireEarly => true;

    internal override bool MayFireAgain => false;

    internal override Trigger Continuation => new AfterProcessingTimeTrigger(null, null);

    /// <inheritdoc/>
    public override string ToString()
    {
        var arguments = new List<string>();
        if (Delay != Duration.Zero)
        {
            arguments.Add($"delay: {DurationText.ToText(Delay)}");
        }

        if (Align is { } align)
        {
            arguments.Add($"align: {DurationText.ToText(align)}");
        }

        if (Offset != Duration.Zero)
        {
            arguments.Add($"offset: {DurationText.ToText(Offset)}");
        }

        return $"AfterProcessingTime({string.Join(", ", arguments)})";
    }
}
