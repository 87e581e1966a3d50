using Dataflow.Time;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>
/// A half-open interval of event time, [<see cref="Start"/>, <see cref="End"/>), in which elements are grouped.
/// Windows are equal when both ends are.
/// </summary>
/// <remarks>Source: paper section 2.2; semantics, choice 3 and rule 4. Ends are whole ticks of 100 ns.</remarks>
public readonly record struct Window : IComparable<Window>
{
    /// <summary>The window over all of event time, to which every element belongs before any windowing (rule 1).</summary>
    public static readonly Window Global = new(EventTime.StartTicks, EventTime.EndTicks);

    /// <summary>Makes the window [<paramref name="start"/>, <paramref name="end"/>).</summary>
    /// <exception cref="ArgumentException"><paramref name="end"/> is not after <paramref name="start"/> by at least a tick.</exception>
    public Window(Instant start, Instant end)
        : this(EventTime.ToTicks(start), EventTime.ToTicks(end))
    {
        if (EndTicks <= StartTicks)
        {
            throw new ArgumentException($"A window must end after it starts, but its start is {start} and its end {end}.", nameof(end));
        }
    }

    internal Window(long startTicks, long endTicks)
    {
        StartTicks = startTicks;
        EndTicks = endTicks;
    }

    /// <summary>The first instant in the window.</summary>
    public Instant Start => EventTime.ToInstant(StartTicks);

    /// <summary>The first instant after the window.</summary>
    public Instant End => EventTime.ToInstant(EndTicks);

    /// <summary>The last instant in the window: its end less one tick (choice 3).</summary>
    public Instant MaxTimestamp => EventTime.ToInstant(EndTicks - 1);

    internal long StartTicks { get; }

    internal long EndTicks { get; }

    /// <summary>Whether the instant lies in the window.</summary>
    public bool Contains(Instant instant) => EventTime.ToTicks(instant) is var t && StartTicks <= t && t < EndTicks;

    /// <summary>Whether the two windows share an instant; windows that only touch do not.</summary>
    public bool Intersects(Window other) => StartTicks < other.EndTicks && other.StartTicks < EndTicks;

    /// <summary>Orders windows by their end, then by their start.</summary>
    public int CompareTo(Window other) =>
        EndTicks != other.EndTicks ? EndTicks.CompareTo(other.EndTicks) : StartTicks.CompareTo(other.StartTicks);

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(Window left, Window right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(Window left, Window right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> does not come after <paramref name="right"/>.</summary>
    public static bool operator <=(Window left, Window right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> does not come before <paramref name="right"/>.</summary>
    public static bool operator >=(Window left, Window right) => left.CompareTo(right) >= 0;

    /// <summary>Prints the window as <c>[start, end)</c>, the ends of time as <c>-infinity</c> and <c>infinity</c>.</summary>
    public override string ToString() => $"[{EventTime.ToText(StartTicks)}, {EventTime.ToText(EndTicks)})";
}
