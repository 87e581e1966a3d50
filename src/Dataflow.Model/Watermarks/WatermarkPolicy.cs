using Dataflow.Text;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Watermarks;

/// <summary>
/// How a source knows that its input is complete up to a time. A value: <see cref="ToString"/> prints what <see cref="Parse"/> reads.
/// </summary>
/// <remarks>Source: paper section 1.3; the watermark only grows, and the end of the input takes it to the end of time (choice 12).</remarks>
public abstract record WatermarkPolicy
{
    private protected WatermarkPolicy()
    {
    }

    /// <summary>The watermark is the greatest event time so far. Prints as <c>monotonic</c>.</summary>
    public static WatermarkPolicy Monotonic { get; } = new BoundedWatermark(Duration.Zero);

    /// <summary>The watermark is the least event time still to come, known by reading ahead to the end. Prints as <c>perfect</c>.</summary>
    public static WatermarkPolicy Perfect { get; } = new PerfectWatermark();

    /// <summary>The watermark is what the recording or the source itself says. Prints as <c>recorded</c>.</summary>
    public static WatermarkPolicy Recorded { get; } = new RecordedWatermark();

    /// <summary>
    /// <see cref="Recorded"/> if the input holds watermarks of its own, else <see cref="Perfect"/>. Prints as <c>recorded-or-perfect</c>.
    /// </summary>
    public static WatermarkPolicy RecordedOrPerfect { get; } = new RecordedOrPerfectWatermark();

    /// <summary>
    /// The watermark stays <paramref name="delay"/> behind the greatest event time so far. Delays over 15,800 years mean for ever, and become that long.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public static WatermarkPolicy Bounded(Duration delay) => new BoundedWatermark(delay);

    /// <summary>Reads a policy: <c>bounded 30s</c>, <c>monotonic</c>, <c>perfect</c>, <c>recorded</c> or <c>recorded-or-perfect</c>.</summary>
    /// <exception cref="SpecificationException">The text is none of these; the message shows where it goes wrong.</exception>
    public static WatermarkPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SpecificationReader(text);
        var start = reader.SkipSpace();
        WatermarkPolicy policy = reader.TakeWord().ToUpperInvariant() switch
        {
            "BOUNDED" => new BoundedWatermark(DurationText.Read(reader)),
            "MONOTONIC" => Monotonic,
            "PERFECT" => Perfect,
            "RECORDED" => Recorded,
            "RECORDED-OR-PERFECT" => RecordedOrPerfect,
            _ => throw reader.Error(start, "a watermark: 'bounded DURATION', 'monotonic', 'perfect', 'recorded' or 'recorded-or-perfect'"),
        };
        reader.ExpectEnd();
        return policy;
    }
}
