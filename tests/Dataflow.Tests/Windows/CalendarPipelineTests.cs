using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

[Trait("Choice", "13")]
public sealed class CalendarPipelineTests
{
    [Theory]
    [InlineData("Europe/Brussels", 2024, "31 Mar 23h, 27 Oct 25h")]
    [InlineData("America/Sao_Paulo", 2018, "17 Feb 25h, 4 Nov 23h")]
    [InlineData("Australia/Lord_Howe", 2024, "7 Apr 24.5h, 6 Oct 23.5h")]
    [InlineData("Asia/Kathmandu", 2024, "")]
    public void CalendarDays_AYearOfEventsEveryHalfHour_CountsEachOnceInDaysThatTile(string zone, int year, string otherDays)
    {
        var dateTimeZone = DateTimeZoneProviders.Tzdb[zone];
        var start = new LocalDate(year, 1, 1).AtStartOfDayInZone(dateTimeZone).ToInstant();
        var end = new LocalDate(year + 1, 1, 1).AtStartOfDayInZone(dateTimeZone).ToInstant();
        var times = Enumerable.Range(0, (int)((end - start).TotalHours * 2)).Select(half => start + Duration.FromMinutes(30 * half)).ToArray();

        var days = Schedules.Run(p => p.Create(times, time => time).WindowInto(CalendarWindows.Days().InZone(dateTimeZone)).CountPerKey(_ => 0));

        Assert.Equal(new LocalDate(year, 12, 31).DayOfYear, days.Count);
        Assert.Equal((start, end), (days[0].Window.Start, days[^1].Window.End));
        Assert.All(days.Zip(days.Skip(1)), pair => Assert.Equal(pair.First.Window.End, pair.Second.Window.Start));
        Assert.All(days, day => Assert.Equal((day.Window.End - day.Window.Start).TotalHours * 2, day.Value.Value));
        Assert.Equal(otherDays, string.Join(", ", days
            .Where(day => day.Value.Value != 48)
            .Select(day => FormattableString.Invariant($"{day.Window.Start.InZone(dateTimeZone).Date.ToString("d MMM", System.Globalization.CultureInfo.InvariantCulture)} {day.Value.Value / 2.0}h"))));
    }

    [Fact]
    public void CalendarMonths_UnderEarlyFiringsInSeveralZones_EndWithTheSameCounts()
    {
        foreach (var zone in new[] { "Europe/Brussels", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kathmandu" })
        {
            var dateTimeZone = DateTimeZoneProviders.Tzdb[zone];
            var times = Enumerable.Range(0, 400 * 4).Select(i => Instant.FromUtc(2017, 1, 1, 0, 0) + Duration.FromHours(6 * i)).ToArray();
            var months = Schedules.Run(p => p.Create(times, time => time)
                .WindowInto(WindowingStrategy.Parse($"window calendar 2 months in {zone}, trigger AfterWatermark(early: AfterCount(50)), accumulation accumulating"))
                .CountPerKey(_ => 0));

            Assert.Equal(
                times.GroupBy(time => time.InZone(dateTimeZone).Date is var date ? (date.Year, (date.Month - 1) / 2) : default).Select(group => (long)group.Count()),
                months.Where(pane => pane.Pane.IsLast).Select(pane => pane.Value.Value));
        }
    }
}
