using Dataflow.Time;
using NodaTime;

namespace Dataflow.Watermarks;

/// <summary>A watermark that stays a fixed span behind the greatest event time so far.</summary>
public sealed record BoundedWatermark : WatermarkPolicy
{
    internal BoundedWatermark(Duration delay) => Delay = delay >= Duration.Zero
        ? Duration.Min(delay, Spans.Max)
        : throw new ArgumentOutOfRangeException(nameof(delay), delay, $"The delay of a watermark must not be negative, but it is {DurationText.ToText(delay)}.");

    /// <summary>How far behind: not negative; whole ticks, finer parts are cut.</summary>
    public Duration Delay { get; }

    /// <inheritdoc/>
    public override string ToString() => Delay == Duration.Zero ? "monotonic" : $"bounded {DurationText.ToText(Delay)}";
}
