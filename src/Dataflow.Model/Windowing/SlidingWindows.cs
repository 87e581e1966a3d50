using Dataflow.Time;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>
/// Windows of one size that start at every multiple of a period, so that each element is in several of them, or in none where the
/// period is greater than the size. Prints as <c>sliding 10m every 1m</c> or <c>sliding 10m every 1m offset 30s</c>.
/// </summary>
/// <remarks>
/// Source: paper section 2.2; semantics, rules 3, 6 and 7. A window that would pass an end of time is cut there. Under
/// <see cref="TimestampCombiner.Earliest"/> and <see cref="TimestampCombiner.Latest"/> an element counts in a window from the end of the window before on (rule 7).
/// </remarks>
public sealed record SlidingWindows : WindowFn
{
    /// <summary>How many windows an element may be in. More would mean a period that was not meant.</summary>
    internal const int MaxOverlap = 100_000;

    private SlidingWindows(Duration size, Duration period, Duration offset) => (Size, Period, Offset) = (size, period, offset);

    /// <summary>The length of each window: whole ticks, from 100 ns to about 15,800 years.</summary>
    public Duration Size { get; }

    /// <summary>From the start of a window to that of the next: whole ticks, from 100 ns to about 15,800 years.</summary>
    public Duration Period { get; }

    /// <summary>How far after the epoch a window starts: whole ticks, at least zero and less than <see cref="Period"/>. Zero by default.</summary>
    public Duration Offset { get; }

    /// <summary>Makes windows of <paramref name="size"/> that start at the epoch and at every multiple of <paramref name="period"/> from it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A span is under 100 ns, over 15,800 years, or not whole ticks.</exception>
    public static SlidingWindows Of(Duration size, Duration period) => Of(size, period, Duration.Zero);

    /// <summary>Makes windows of <paramref name="size"/> that start <paramref name="offset"/> after the epoch and at every multiple of <paramref name="period"/> from there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// Size or period is under 100 ns or over 15,800 years, the offset is negative or not less than the period, one is not whole ticks, or an
    /// element would be in more than 100,000 windows.
    /// </exception>
    public static SlidingWindows Of(Duration size, Duration period, Duration offset)
    {
        Spans.Check(size, nameof(size), "The size of sliding windows");
        Spans.Check(period, nameof(period), "The period of sliding windows");
        Spans.CheckOffset(offset, period, nameof(offset), "The offset of sliding windows", "the period");
        if (Overlap(size, period) is var overlap && overlap > MaxOverlap)
        {
            throw new ArgumentOutOfRangeException(
                nameof(period), period, $"An element would be in {overlap} windows of {DurationText.ToText(size)}, but it may be in {MaxOverlap} at most.");
        }

        return new SlidingWindows(size, period, offset);
    }

    /// <summary>The windows that hold an element of this event time, from the earliest on.</summary>
    /// <param name="timestamp">An event time, at most <see cref="EventTime.MaxTimestamp"/>.</param>
    public IReadOnlyList<Window> AssignWindows(Instant timestamp)
    {
        var (size, period, offset) = (Size.BclCompatibleTicks, Period.BclCompatibleTicks, Offset.BclCompatibleTicks);
        var time = EventTime.ToTicks(timestamp);
        var windows = new List<Window>();
        for (var start = FirstStart(time, size, period, offset); start <= time; start += period)
        {
            windows.Add(WindowAt(start, size));
        }

        return windows;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"sliding {DurationText.ToText(Size)} every {DurationText.ToText(Period)}{(Offset == Duration.Zero ? "" : $" offset {DurationText.ToText(Offset)}")}";

    /// <summary>How many windows hold an element at most.</summary>
    internal static long Overlap(Duration size, Duration period) => ((size.BclCompatibleTicks - 1) / period.BclCompatibleTicks) + 1;

    /// <summary>The least start on the grid that is after <paramref name="time"/> less <paramref name="size"/>; after the time itself if no window holds it.</summary>
    internal static long FirstStart(long time, long size, long period, long offset)
    {
        // By floor modulos (rules 5 and 6), in an order in which no term leaves 64 bits.
        var into = (time - size) % period;
        into = (into < 0 ? into + period : into) - offset;
        return time - size + (period - (into < 0 ? into + period : into));
    }

    internal static Window WindowAt(long start, long size) =>
        new(Math.Max(start, EventTime.StartTicks), start > EventTime.EndTicks - size ? EventTime.EndTicks : start + size);
}
