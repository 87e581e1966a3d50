using Dataflow.Text;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class WindowFnTests
{
    [Theory]
    [InlineData("global", true)]
    [InlineData("fixed 2m", true)]
    [InlineData("calendar day", true)]
    [InlineData("sliding 10m every 1m", false)]
    [InlineData("session 30m", false)]
    public void IsPartition_WindowFn_IsWhetherEachElementIsInOne(string text, bool isPartition)
    {
        var fn = WindowFn.Parse(text);

        Assert.Equal((isPartition, true), (fn.IsPartition, fn.DependsOnTimeOnly));
    }

    [Fact]
    public void DependsOnTimeOnly_WindowsByElement_IsNot() => Assert.False(SessionWindows.WithGap<int>(_ => Duration.Epsilon).DependsOnTimeOnly);

    [Theory]
    [InlineData("global")]
    [InlineData("fixed 2m")]
    [InlineData("fixed 2m offset 30s")]
    [InlineData("fixed 100ns")]
    [InlineData("fixed 1d offset 23h59m59s999ms999us900ns")]
    [InlineData("fixed 3652500d")]
    [InlineData("sliding 10m every 1m")]
    [InlineData("sliding 1m every 10m")]
    [InlineData("sliding 10m every 3m offset 30s")]
    [InlineData("session 30m")]
    [InlineData("session 30m inclusive")]
    [InlineData("session 30m max 4h")]
    [InlineData("session 30m inclusive max 30m")]
    [InlineData("calendar day")]
    [InlineData("calendar week in Europe/Brussels")]
    [InlineData("calendar month in America/Port-au-Prince")]
    [InlineData("calendar quarter in Etc/GMT+5")]
    [InlineData("calendar year in Etc/UTC")]
    [InlineData("calendar 3 days")]
    [InlineData("calendar 2 weeks in America/Argentina/Buenos_Aires")]
    [InlineData("calendar 100000 years in UTC-03:30")]
    public void Parse_Printed_PrintsTheSame(string text) => Assert.Equal(text, WindowFn.Parse(text).ToString());

    [Theory]
    [InlineData(" GLOBAL ", "global")]
    [InlineData("Fixed\t120s", "fixed 2m")]
    [InlineData("fixed PT2M OFFSET PT0.5S", "fixed 2m offset 500ms")]
    [InlineData("fixed 2m offset 0s", "fixed 2m")]
    [InlineData("SLIDING 600s EVERY PT1M OFFSET 0s", "sliding 10m every 1m")]
    [InlineData("Session\t1800s Inclusive MAX 1d", "session 30m inclusive max 1d")]
    [InlineData("calendar 1 day", "calendar day")]
    [InlineData("Calendar 02 WEEK in UTC", "calendar 2 weeks")]
    [InlineData("calendar 1 months IN Europe/Brussels", "calendar month in Europe/Brussels")]
    [InlineData("calendar day in europe/BRUSSELS", "calendar day in Europe/Brussels")]
    [InlineData("calendar day in utc", "calendar day")]
    public void Parse_OtherSpellings_PrintsTheUsualOne(string text, string printed) =>
        Assert.Equal(printed, WindowFn.Parse(text).ToString());

    [Fact]
    public void Parse_RandomPrinted_IsIdentity() => Seeds.Each(5_000, random =>
    {
        var fn = RandomWindows.Next(random);

        Assert.Equal(fn, WindowFn.Parse(fn.ToString()));
        Assert.Equal(fn.GetHashCode(), WindowFn.Parse(fn.ToString()).GetHashCode());
    });

    [Theory]
    [InlineData("", 0, "a window: 'global', 'fixed 2m', 'sliding 10m every 1m', 'session 30m' or 'calendar day'")]
    [InlineData("  bogus", 2, "a window: 'global', 'fixed 2m'")]
    [InlineData("fixed", 5, "a duration")]
    [InlineData("fixed 2x", 7, "a unit")]
    [InlineData("fixed2m", 0, "a window")]
    [InlineData("fixed 2m banana", 9, "the end of the text")]
    [InlineData("fixed 2m offset", 15, "a duration")]
    [InlineData("fixed 2m offset 30s x", 20, "the end of the text")]
    [InlineData("global 2m", 7, "the end of the text")]
    [InlineData("fixed\n2x", 7, "a unit")]
    [InlineData("sliding", 7, "a duration")]
    [InlineData("sliding 10m", 11, "'every' and the period")]
    [InlineData("sliding 10m 1m", 12, "'every' and the period")]
    [InlineData("sliding 10m every", 17, "a duration")]
    [InlineData("sliding 10m every -1s", 18, "a whole number with a unit")]
    [InlineData("sliding 10m every 1m every 1m", 21, "the end of the text")]
    [InlineData("session", 7, "a duration")]
    [InlineData("session 30m exclusive", 12, "the end of the text")]
    [InlineData("session 30m max", 15, "a duration")]
    [InlineData("session 30m max 4h inclusive", 19, "the end of the text")]
    [InlineData("calendar", 8, "'day', 'week', 'month', 'quarter' or 'year', or how many")]
    [InlineData("calendar days", 9, "'day', 'week'")]
    [InlineData("calendar fortnight", 9, "'day', 'week'")]
    [InlineData("calendar 0 days", 9, "a whole number from 1 to 100000")]
    [InlineData("calendar 100001 days", 9, "a whole number from 1 to 100000")]
    [InlineData("calendar 99999999999 days", 9, "a whole number from 1 to 100000")]
    [InlineData("calendar 2d", 9, "a whole number from 1 to 100000")]
    [InlineData("calendar -1 days", 9, "'day', 'week'")]
    [InlineData("calendar 2", 10, "'days', 'weeks', 'months', 'quarters' or 'years'")]
    [InlineData("calendar 2 hours", 11, "'days', 'weeks', 'months', 'quarters' or 'years'")]
    [InlineData("calendar day in", 15, "a time zone of the IANA database")]
    [InlineData("calendar day in Atlantis", 16, "a time zone of the IANA database, like 'Europe/Brussels'")]
    [InlineData("calendar day in europe/brusels", 16, "a time zone")]
    [InlineData("calendar day in UTC+99", 16, "a time zone")]
    [InlineData("calendar day Europe/Brussels", 13, "the end of the text")]
    [InlineData("calendar day in Europe/Brussels, x", 31, "the end of the text")]
    public void Parse_Fault_SaysPlaceAndWhatWasExpected(string text, int position, string expected)
    {
        var e = Assert.Throws<SpecificationException>(() => WindowFn.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.StartsWith("expected ", e.Problem, StringComparison.Ordinal);
        Assert.Contains(expected, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fixed 0s", 6, "at least one tick (100ns)")]
    [InlineData("fixed 99ns", 6, "at least one tick (100ns)")]
    [InlineData("fixed 1m offset 1m", 16, "less than the size, 1m")]
    [InlineData("fixed 1m offset  2m", 17, "less than the size, 1m")]
    [InlineData("fixed 1m offset 50ns", 16, "whole ticks of 100ns")]
    [InlineData("sliding 0s every 1m", 8, "a sliding window must be at least one tick (100ns)")]
    [InlineData("sliding 150ns every 1m", 8, "a sliding window must be whole ticks of 100ns")]
    [InlineData("sliding 1m every 0s", 17, "the period of sliding windows must be at least one tick")]
    [InlineData("sliding 1d every 1us", 17, "an element would be in 86400000000 windows, but it may be in 100000 at most")]
    [InlineData("sliding 200001us every 2us", 23, "an element would be in 100001 windows")]
    [InlineData("sliding 1h every 1m offset 1m", 27, "the offset must be less than the period, 1m")]
    [InlineData("session 0s", 8, "the gap of a session must be at least one tick")]
    [InlineData("session 1m max 30s", 15, "the greatest length must be at least the gap, 1m")]
    [InlineData("session 1m max 150ns", 15, "the greatest length of a session must be whole ticks")]
    public void Parse_Impossible_SaysWhy(string text, int position, string problem)
    {
        var e = Assert.Throws<SpecificationException>(() => WindowFn.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.Contains(problem, e.Problem, StringComparison.Ordinal);
    }
}
