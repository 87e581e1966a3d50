using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

/// <summary>Where calendar windows start, written out from the calendar: the definition that the arithmetic is compared with.</summary>
internal static class CalendarBoundaries
{
    /// <summary>The starts of all windows that meet the years, and the end of the last; where a day is skipped its window is too.</summary>
    public static Instant[] Of(CalendarUnit unit, int count, DateTimeZone zone, int fromYear, int toYear)
    {
        var (before, after) = (new LocalDate(fromYear, 1, 1), new LocalDate(toYear + 1, 1, 1));
        var (k, starts) = (0, new SortedSet<Instant>());
        while (StartDate(unit, k * count) > before)
        {
            k--;
        }

        do
        {
            starts.Add(StartOf(StartDate(unit, k * count), zone));
        }
        while (StartDate(unit, k++ * count) < after.PlusDays(1));
        return [.. starts];
    }

    private static LocalDate StartDate(CalendarUnit unit, int units)
    {
        var epoch = new LocalDate(1970, 1, 1);
        return unit switch
        {
            CalendarUnit.Day => epoch.PlusDays(units),
            CalendarUnit.Week => epoch.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)).PlusWeeks(units),
            CalendarUnit.Month => epoch.PlusMonths(units),
            CalendarUnit.Quarter => epoch.PlusMonths(3 * units),
            _ => epoch.PlusYears(units),
        };
    }

    private static Instant StartOf(LocalDate date, DateTimeZone zone)
    {
        try
        {
            return zone.AtStartOfDay(date).ToInstant();
        }
        catch (SkippedTimeException)
        {
            return StartOf(date.PlusDays(1), zone);
        }
    }
}
