using Dataflow.Time;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>
/// Days, weeks, months, quarters or years of a time zone, or multiples of them, from local midnight to local midnight: a day on which clocks
/// change is as long as it is, and there are no gaps. Prints as <c>calendar day</c> or <c>calendar 2 weeks in Europe/Brussels</c>.
/// </summary>
/// <remarks>
/// Source: semantics, choice 13. Where midnight is skipped a day starts when the clocks have been put forward; where it comes twice, at the first.
/// Multiples are counted from the one that holds 1 January 1970. A window that would pass an end of time is cut there; the few hours by which
/// local time is beyond the first or the last day of the calendar belong to the window of that day.
/// </remarks>
public sealed record CalendarWindows : WindowFn
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);
    private static readonly long FirstDay = DaysSinceEpoch(LocalDate.MinIsoValue);
    private static readonly long LastDay = DaysSinceEpoch(LocalDate.MaxIsoValue);

    private CalendarWindows(CalendarUnit unit, int count, DateTimeZone zone) => (Unit, Count, Zone) = (unit, count, zone);

    /// <summary>What windows are a multiple of.</summary>
    public CalendarUnit Unit { get; }

    /// <summary>How many units a window is long: from 1 to 100,000.</summary>
    public int Count { get; }

    /// <summary>The zone whose midnights count. UTC by default.</summary>
    public DateTimeZone Zone { get; private init; }

    internal override bool IsPartition => true;

    /// <summary>Makes windows of <paramref name="count"/> days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not from 1 to 100,000.</exception>
    public static CalendarWindows Days(int count = 1) => Of(CalendarUnit.Day, count);

    /// <summary>Makes windows of <paramref name="count"/> weeks, from Monday to Monday.</summary>
    /// <inheritdoc cref="Days"/>
    public static CalendarWindows Weeks(int count = 1) => Of(CalendarUnit.Week, count);

    /// <summary>Makes windows of <paramref name="count"/> months.</summary>
    /// <inheritdoc cref="Days"/>
    public static CalendarWindows Months(int count = 1) => Of(CalendarUnit.Month, count);

    /// <summary>Makes windows of <paramref name="count"/> quarters.</summary>
    /// <inheritdoc cref="Days"/>
    public static CalendarWindows Quarters(int count = 1) => Of(CalendarUnit.Quarter, count);

    /// <summary>Makes windows of <paramref name="count"/> years.</summary>
    /// <inheritdoc cref="Days"/>
    public static CalendarWindows Years(int count = 1) => Of(CalendarUnit.Year, count);

    /// <summary>Makes windows of <paramref name="count"/> units.</summary>
    /// <inheritdoc cref="Days"/>
    public static CalendarWindows Of(CalendarUnit unit, int count = 1)
    {
        if (!Enum.IsDefined(unit))
        {
            throw new ArgumentOutOfRangeException(nameof(unit), unit, $"There is no calendar unit {unit}.");
        }

        if (count is < 1 or > 100_000)
        {
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A calendar window must be from 1 to 100,000 {Name(unit)}s long, but it is {count}.");
        }

        return new CalendarWindows(unit, count, DateTimeZone.Utc);
    }

    /// <summary>Follows the midnights of another zone, for example one of <see cref="DateTimeZoneProviders.Tzdb"/>.</summary>
    public CalendarWindows InZone(DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        return this with { Zone = zone };
    }

    /// <summary>The window that holds an element of this event time.</summary>
    /// <param name="timestamp">An event time, at most <see cref="EventTime.MaxTimestamp"/>.</param>
    public Window AssignWindow(Instant timestamp)
    {
        var time = EventTime.ToTicks(timestamp);

        // The local date gives the window but for times around a midnight that comes twice or not at all.
        var local = time + Zone.GetUtcOffset(timestamp).Ticks;
        var index = IndexOf(Math.Clamp(FloorDiv(local, NodaConstants.TicksPerDay), FirstDay, LastDay));
        var start = StartOf(index);
        while (time < start)
        {
            start = StartOf(--index);
        }

        var end = StartOf(index + 1);
        while (time >= end)
        {
            (start, end) = (end, StartOf(++index + 1));
        }

        return new Window(start, end);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"calendar {(Count == 1 ? Name(Unit) : $"{Count} {Name(Unit)}s")}{(Zone.Equals(DateTimeZone.Utc) ? "" : $" in {Zone.Id}")}";

    internal static string Name(CalendarUnit unit) => unit.ToString().ToLowerInvariant();

    private static long DaysSinceEpoch(LocalDate date) => Period.DaysBetween(Epoch, date);

    private static long FloorDiv(long value, long divisor)
    {
        var quotient = Math.DivRem(value, divisor, out var rest);
        return rest < 0 ? quotient - 1 : quotient;
    }

    // 1 January 1970 was a Thursday: its week began three days before.
    private long IndexOf(long day) => Unit switch
    {
        CalendarUnit.Day => FloorDiv(day, Count),
        CalendarUnit.Week => FloorDiv(day + 3, 7L * Count),
        _ => FloorDiv(MonthsSinceEpoch(Epoch.PlusDays((int)day)), MonthsOfWindow),
    };

    private long MonthsOfWindow => Count * (Unit switch { CalendarUnit.Month => 1L, CalendarUnit.Quarter => 3, _ => 12 });

    private static long MonthsSinceEpoch(LocalDate date) => ((date.Year - 1970L) * 12) + date.Month - 1;

    private long StartOf(long index)
    {
        switch (Unit)
        {
            case CalendarUnit.Day:
                return StartOfDay(index * Count);
            case CalendarUnit.Week:
                return StartOfDay((index * 7 * Count) - 3);
            default:
                var months = index * MonthsOfWindow;
                var year = 1970 + FloorDiv(months, 12);
                return year < LocalDate.MinIsoValue.Year ? EventTime.StartTicks
                    : year > LocalDate.MaxIsoValue.Year ? EventTime.EndTicks
                    : StartOfDay(DaysSinceEpoch(new LocalDate((int)year, (int)(months - ((year - 1970) * 12)) + 1, 1)));
        }
    }

    private long StartOfDay(long day)
    {
        if (day <= FirstDay || day > LastDay)
        {
            return day <= FirstDay ? EventTime.StartTicks : EventTime.EndTicks;
        }

        var mapping = Zone.MapLocal(Epoch.PlusDays((int)day).AtMidnight());
        return EventTime.ToTicks(mapping.Count == 0 ? mapping.LateInterval.Start : mapping.First().ToInstant());
    }
}
