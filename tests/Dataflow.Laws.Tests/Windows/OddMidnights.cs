using NodaTime;

namespace Dataflow.Laws.Tests.Windows;

/// <summary>The midnights of all zones that the clocks skip or see twice.</summary>
internal static class OddMidnights
{
    private static readonly Instant First = Instant.FromUtc(1880, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2050, 1, 1, 0, 0);

    public static IReadOnlyList<(DateTimeZone Zone, Instant Change)> All { get; } = [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]).SelectMany(Changes)];

    private static IEnumerable<(DateTimeZone Zone, Instant Change)> Changes(DateTimeZone zone) => zone.GetZoneIntervals(First, Last)
        .Where(interval => interval.HasStart && DaysAround(interval.Start.InZone(zone).Date).Any(day => zone.MapLocal(day.AtMidnight()).Count != 1))
        .Select(interval => (zone, interval.Start));

    private static LocalDate[] DaysAround(LocalDate day) => [day, day.PlusDays(1)];
}
