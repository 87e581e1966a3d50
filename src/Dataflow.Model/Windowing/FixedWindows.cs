using Dataflow.Time;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>
/// Cuts event time into windows of one size, aligned to the Unix epoch plus an offset, and puts each element into the one
/// that holds its event time. Prints as <c>fixed 2m</c> or <c>fixed 2m offset 30s</c>.
/// </summary>
/// <remarks>Source: paper section 2.2; semantics, rule 5. A window that would pass an end of time is cut there.</remarks>
public sealed record FixedWindows : WindowFn
{
    private FixedWindows(Duration size, Duration offset) => (Size, Offset) = (size, offset);

    /// <summary>The length of each window: whole ticks, from 100 ns to about 15,800 years.</summary>
    public Duration Size { get; }

    /// <summary>How far after the epoch a window starts: whole ticks, at least zero and less than <see cref="Size"/>. Zero by default.</summary>
    public Duration Offset { get; }

    /// <summary>Makes windows of <paramref name="size"/> that start at the epoch and at every multiple of the size from it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is under 100 ns, over 15,800 years, or not whole ticks.</exception>
    public static FixedWindows Of(Duration size) => Of(size, Duration.Zero);

    /// <summary>Makes windows of <paramref name="size"/> that start <paramref name="offset"/> after the epoch and at every multiple of the size from there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The size is under 100 ns or over 15,800 years, the offset is negative or not less than the size, or either is not whole ticks.
    /// </exception>
    public static FixedWindows Of(Duration size, Duration offset)
    {
        Spans.Check(size, nameof(size), "The size of fixed windows");
        Spans.CheckOffset(offset, size, nameof(offset), "The offset of fixed windows", "the size");
        return new FixedWindows(size, offset);
    }

    internal override bool IsPartition => true;

    /// <summary>The window that holds an element of this event time.</summary>
    /// <param name="timestamp">An event time, at most <see cref="EventTime.MaxTimestamp"/>.</param>
    public Window AssignWindow(Instant timestamp) =>
        AssignWindow(EventTime.ToTicks(timestamp), Size.BclCompatibleTicks, Offset.BclCompatibleTicks);

    /// <inheritdoc/>
    public override string ToString() => Offset == Duration.Zero
        ? $"fixed {DurationText.ToText(Size)}"
        : $"fixed {DurationText.ToText(Size)} offset {DurationText.ToText(Offset)}";

    /// <summary>The window of a time on the grid of <paramref name="size"/> and <paramref name="offset"/>, all in ticks.</summary>
    internal static Window AssignWindow(long time, long size, long offset)
    {
        // A floor modulo: C#'s % takes the sign of the dividend and is wrong for times before the offset (rule 5).
        var into = (time - offset) % size;
        var start = time - (into < 0 ? into + size : into);
        return new Window(Math.Max(start, EventTime.StartTicks), Math.Min(start + size, EventTime.EndTicks));
    }
}
