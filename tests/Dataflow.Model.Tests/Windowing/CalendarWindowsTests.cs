using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;
using NodaTime.TimeZones;

namespace Dataflow.Model.Tests.Windowing;

public sealed class CalendarWindowsTests
{
    private static readonly string[] ZoneIds = [.. DateTimeZoneProviders.Tzdb.Ids];

    [Theory]
    [Trait("Choice", "13")]
    [InlineData("UTC", 1970, 1971)]
    [InlineData("Europe/Brussels", 2014, 2016)]
    [InlineData("Europe/Brussels", 1915, 1919)]
    [InlineData("America/Sao_Paulo", 2017, 2018)]
    [InlineData("Australia/Lord_Howe", 2017, 2019)]
    [InlineData("Asia/Kathmandu", 1985, 1986)]
    [InlineData("Pacific/Apia", 2011, 2012)]
    [InlineData("America/St_Johns", 2005, 2007)]
    [InlineData("America/Havana", 2012, 2013)]
    [InlineData("Africa/Cairo", 2014, 2014)]
    [InlineData("Pacific/Kiritimati", 1994, 1995)]
    [InlineData("America/Juneau", 1867, 1868)]
    public void AssignWindow_WholeYears_IsTheOneBetweenBoundaries(string id, int fromYear, int toYear)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var random = new Random(fromYear);
        foreach (var (unit, count) in new[]
        {
            (CalendarUnit.Day, 1), (CalendarUnit.Day, 3), (CalendarUnit.Week, 1), (CalendarUnit.Week, 2), (CalendarUnit.Month, 1), (CalendarUnit.Month, 6),
            (CalendarUnit.Month, 5), (CalendarUnit.Quarter, 1), (CalendarUnit.Quarter, 3), (CalendarUnit.Year, 1), (CalendarUnit.Year, 4),
        })
        {
            var boundaries = CalendarBoundaries.Of(unit, count, zone, fromYear, toYear);
            var fn = CalendarWindows.Of(unit, count).InZone(zone);
            var step = Duration.FromHours(unit == CalendarUnit.Day ? 1 : 7);
            for (var hour = boundaries[0]; hour < boundaries[^1]; hour += step)
            {
                AssertBetween(boundaries, fn, hour);
                AssertBetween(boundaries, fn, hour + Duration.FromTicks(random.NextInt64(Math.Min(step.BclCompatibleTicks, (boundaries[^1] - hour).BclCompatibleTicks))));
            }

            foreach (var boundary in boundaries[1..^1])
            {
                AssertBetween(boundaries, fn, boundary);
                AssertBetween(boundaries, fn, boundary - Duration.FromTicks(1));
                AssertBetween(boundaries, fn, boundary + Duration.FromTicks(1));
            }
        }
    }

    [Theory]
    [Trait("Choice", "13")]
    [InlineData("Europe/Brussels", "2015-03-29", "2015-03-28T23:00:00Z", 23)]
    [InlineData("Europe/Brussels", "2015-10-25", "2015-10-24T22:00:00Z", 25)]
    [InlineData("Europe/Brussels", "2015-10-26", "2015-10-25T23:00:00Z", 24)]
    [InlineData("America/Sao_Paulo", "2017-10-14", "2017-10-14T03:00:00Z", 24)]
    [InlineData("America/Sao_Paulo", "2017-10-15", "2017-10-15T03:00:00Z", 23)]
    [InlineData("America/Sao_Paulo", "2018-02-17", "2018-02-17T02:00:00Z", 25)]
    [InlineData("America/Sao_Paulo", "2018-02-18", "2018-02-18T03:00:00Z", 24)]
    [InlineData("America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00Z", 23)]
    [InlineData("Australia/Lord_Howe", "2018-04-01", "2018-03-31T13:00:00Z", 24.5)]
    [InlineData("Australia/Lord_Howe", "2018-10-07", "2018-10-06T13:30:00Z", 23.5)]
    [InlineData("Asia/Kathmandu", "1985-12-31", "1985-12-30T18:30:00Z", 24)]
    [InlineData("Asia/Kathmandu", "1986-01-01", "1985-12-31T18:30:00Z", 23.75)]
    [InlineData("America/St_Johns", "2006-10-28", "2006-10-28T02:30:00Z", 24)]
    [InlineData("America/St_Johns", "2006-10-29", "2006-10-29T02:30:00Z", 25)]
    [InlineData("Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z", 24)]
    [InlineData("Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z", 24)]
    public void AssignWindow_DaysOnWhichClocksChange_AreAsLongAsTheyAre(string id, string date, string start, double hours)
    {
        var zone = DateTimeZoneProviders.Tzdb[id];
        var noon = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value.At(new LocalTime(12, 0)).InZoneStrictly(zone).ToInstant();
        var startOfDay = NodaTime.Text.InstantPattern.General.Parse(start).Value;

        Assert.Equal(new Window(startOfDay, startOfDay + Duration.FromHours(hours)), CalendarWindows.Days().InZone(zone).AssignWindow(noon));
    }

    [Fact]
    [Trait("Choice", "13")]
    public void AssignWindow_SkippedDay_HasNoWindow()
    {
        var fn = CalendarWindows.Days().InZone(DateTimeZoneProviders.Tzdb["Pacific/Apia"]);
        var jump = Instant.FromUtc(2011, 12, 30, 10, 0);

        Assert.Equal(jump, fn.AssignWindow(jump - Duration.FromTicks(1)).End);
        Assert.Equal(jump, fn.AssignWindow(jump).Start);
    }

    [Theory]
    [InlineData("calendar week", "2015-01-01", "2014-12-29", "2015-01-05")]
    [InlineData("calendar 2 weeks", "1970-01-01", "1969-12-29", "1970-01-12")]
    [InlineData("calendar month", "2016-02-29", "2016-02-01", "2016-03-01")]
    [InlineData("calendar quarter", "1969-12-31", "1969-10-01", "1970-01-01")]
    [InlineData("calendar 6 months", "2015-12-31", "2015-07-01", "2016-01-01")]
    [InlineData("calendar year", "-0044-03-15", "-0044-01-01", "-0043-01-01")]
    [InlineData("calendar 3 days", "1969-12-31", "1969-12-29", "1970-01-01")]
    [InlineData("calendar 100 years", "1969-12-31", "1870-01-01", "1970-01-01")]
    public void AssignWindow_Units_StartWhereTheCalendarSays(string text, string date, string start, string end)
    {
        static Instant At(string date) => NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value.AtMidnight().InUtc().ToInstant();

        var window = ((CalendarWindows)WindowFn.Parse(text)).AssignWindow(At(date) + Duration.FromHours(7));

        Assert.Equal(new Window(At(start), At(end)), window);
    }

    [Fact]
    [Trait("Choice", "13")]
    public void AssignWindow_AnyTimeAndZone_Tiles() => Seeds.Each(3_000, random =>
    {
        var fn = CalendarWindows.Of((CalendarUnit)random.Next(5), random.Next(3) == 0 ? random.Next(1, 100_001) : random.Next(1, 10)).InZone(NextZone(random));
        var time = random.Next(4) switch
        {
            0 => EventTime.StartTicks + random.NextInt64(NodaConstants.TicksPerDay * 40),
            1 => EventTime.EndTicks - 1 - random.NextInt64(NodaConstants.TicksPerDay * 40),
            2 => random.NextInt64(NodaConstants.TicksPerDay * -36_500, NodaConstants.TicksPerDay * 36_500),
            _ => random.NextInt64(EventTime.StartTicks, EventTime.EndTicks),
        };

        AssertTiles(fn, time);
    });

    [Theory]
    [Trait("Choice", "13")]
    [InlineData(14)]
    [InlineData(-12)]
    [InlineData(18)]
    [InlineData(-18)]
    [InlineData(0)]
    public void AssignWindow_EndsOfTime_TilesFromEndToEnd(int hours)
    {
        foreach (var unit in Enum.GetValues<CalendarUnit>())
        {
            var fn = CalendarWindows.Of(unit).InZone(DateTimeZone.ForOffset(Offset.FromHours(hours)));
            var (first, last) = (fn.AssignWindow(EventTime.StartOfTime), fn.AssignWindow(EventTime.MaxTimestamp));
            Assert.Equal((EventTime.StartOfTime, EventTime.EndOfTime), (first.Start, last.End));
            for (var i = 0; i < 10; i++)
            {
                AssertTiles(fn, first.StartTicks);
                AssertTiles(fn, last.StartTicks);
                (first, last) = (fn.AssignWindow(first.End), fn.AssignWindow(last.Start - Duration.FromTicks(1)));
            }
        }
    }

    [Fact]
    public void AssignWindow_LastDay_IsCutAtTheEndOfTime()
    {
        static Window Last(int hours) => CalendarWindows.Days().InZone(DateTimeZone.ForOffset(Offset.FromHours(hours))).AssignWindow(EventTime.MaxTimestamp);

        Assert.Equal(Instant.FromUtc(9999, 12, 31, 0, 0), Last(0).Start);
        Assert.Equal(Instant.FromUtc(9999, 12, 31, 12, 0), Last(-12).Start);
        Assert.Equal(Instant.FromUtc(9999, 12, 30, 10, 0), Last(14).Start);
    }

    [Fact]
    [Trait("Choice", "13")]
    public void AssignWindow_ClocksPutForwardOverMidnightAndBack_Tiles()
    {
        var fn = CalendarWindows.Days().InZone(new OverMidnightAndBack());
        var tenMinutes = Duration.FromMinutes(10);

        // At 23:30 the clocks show half past midnight, and 20 minutes later ten to midnight again.
        for (var time = OverMidnightAndBack.Forward - tenMinutes; time < OverMidnightAndBack.Back + (2 * tenMinutes); time += Duration.FromMinutes(1))
        {
            AssertTiles(fn, EventTime.ToTicks(time));
        }

        Assert.Equal(OverMidnightAndBack.Back + tenMinutes, fn.AssignWindow(OverMidnightAndBack.Forward).End);
        Assert.Equal(fn.AssignWindow(OverMidnightAndBack.Forward - tenMinutes), fn.AssignWindow(OverMidnightAndBack.Forward));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100_001)]
    public void Of_CountOutsideRange_Throws(int count)
    {
        Assert.Throws<ArgumentOutOfRangeException>(nameof(count), () => CalendarWindows.Days(count));
        Assert.Contains("100,000 quarters", Assert.Throws<ArgumentOutOfRangeException>(nameof(count), () => CalendarWindows.Quarters(count)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoUnitOrZone_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>("unit", () => CalendarWindows.Of((CalendarUnit)5));
        Assert.Throws<ArgumentNullException>("zone", () => CalendarWindows.Days().InZone(null!));
    }

    [Fact]
    public void Equals_SameSettings_IsEqual()
    {
        var brussels = DateTimeZoneProviders.Tzdb["Europe/Brussels"];

        Assert.Equal(CalendarWindows.Weeks(2).InZone(brussels), CalendarWindows.Of(CalendarUnit.Week, 2).InZone(brussels));
        Assert.NotEqual(CalendarWindows.Weeks(), CalendarWindows.Days(7));
        Assert.NotEqual(CalendarWindows.Years(), CalendarWindows.Months());
        Assert.NotEqual(CalendarWindows.Days(), CalendarWindows.Days().InZone(brussels));
        Assert.Equal("calendar 2 weeks in Europe/Brussels", CalendarWindows.Weeks(2).InZone(brussels).ToString());
        Assert.Equal("calendar year", CalendarWindows.Years(1).ToString());
    }

    private static DateTimeZone NextZone(Random random) => random.Next(3) == 0
        ? DateTimeZone.ForOffset(Offset.FromSeconds(random.Next(-64_800, 64_801)))
        : DateTimeZoneProviders.Tzdb[ZoneIds[random.Next(ZoneIds.Length)]];

    private static void AssertBetween(Instant[] boundaries, CalendarWindows fn, Instant time)
    {
        var found = Array.BinarySearch(boundaries, time);
        var i = found >= 0 ? found : ~found - 1;
        var expected = new Window(boundaries[i], boundaries[i + 1]);
        if (fn.AssignWindow(time) is var window && window != expected)
        {
            Assert.Fail($"{fn} puts {time} into {window} and not into {expected}.");
        }
    }

    private static void AssertTiles(CalendarWindows fn, long time)
    {
        var window = fn.AssignWindow(EventTime.ToInstant(time));
        Assert.True(window.Contains(EventTime.ToInstant(time)), $"{window} of {fn} does not hold {EventTime.ToText(time)}.");
        Assert.Equal(window, fn.AssignWindow(window.Start));
        Assert.Equal(window, fn.AssignWindow(window.MaxTimestamp));
        if (window.EndTicks != EventTime.EndTicks)
        {
            Assert.Equal(window.End, fn.AssignWindow(window.End).Start);
        }

        if (window.StartTicks != EventTime.StartTicks)
        {
            Assert.Equal(window.Start, fn.AssignWindow(window.Start - Duration.FromTicks(1)).End);
        }
    }

    private sealed class OverMidnightAndBack() : DateTimeZone("over midnight and back", false, Offset.Zero, Offset.FromHours(1))
    {
        public static readonly Instant Forward = Instant.FromUtc(2001, 1, 1, 23, 30);
        public static readonly Instant Back = Forward + Duration.FromMinutes(20);

        public override ZoneInterval GetZoneInterval(Instant instant) =>
            instant < Forward ? new ZoneInterval("before", null, Forward, Offset.Zero, Offset.Zero)
            : instant < Back ? new ZoneInterval("ahead", Forward, Back, Offset.FromHours(1), Offset.Zero)
            : new ZoneInterval("after", Back, null, Offset.Zero, Offset.Zero);
    }
}
