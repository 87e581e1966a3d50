using System.Numerics;
using Dataflow.Text;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Model.Tests.Time;

public sealed class DurationTextTests
{
    private const long Day = 86_400_000_000_000;

    [Theory]
    [InlineData("0s", 0)]
    [InlineData("1ns", 1)]
    [InlineData("100ns", 100)]
    [InlineData("1us", 1_000)]
    [InlineData("500ms", 500_000_000)]
    [InlineData("30s", 30_000_000_000)]
    [InlineData("2m", 120_000_000_000)]
    [InlineData("1h30m", 5_400_000_000_000)]
    [InlineData("1d", Day)]
    [InlineData("1d1h1m1s1ms1us1ns", Day + 3_661_001_001_001)]
    public void ToText_LargestUnits_ParsesBack(string text, long nanoseconds)
    {
        var duration = Duration.FromNanoseconds(nanoseconds);

        Assert.Equal(text, DurationText.ToText(duration));
        Assert.Equal(duration, DurationText.Parse(text));
    }

    [Theory]
    [InlineData("PT2M", 120_000_000_000)]
    [InlineData("pt2m", 120_000_000_000)]
    [InlineData("P1D", Day)]
    [InlineData("P1W", 7 * Day)]
    [InlineData("P1DT12H", Day + (Day / 2))]
    [InlineData("PT0.5S", 500_000_000)]
    [InlineData("PT0.000000001S", 1)]
    [InlineData("PT90S", 90_000_000_000)]
    [InlineData("90s", 90_000_000_000)]
    [InlineData("  1h30m\t", 5_400_000_000_000)]
    [InlineData("0d0h", 0)]
    public void Parse_OtherSpellings_Reads(string text, long nanoseconds) =>
        Assert.Equal(Duration.FromNanoseconds(nanoseconds), DurationText.Parse(text));

    [Fact]
    public void Parse_Printed_IsIdentity() => Seeds.Each(5_000, random =>
    {
        var days = random.Next(4) switch { 0 => 0, 1 => random.Next(100), _ => random.Next(5_000_000) };
        var duration = Duration.FromDays(days) + Duration.FromNanoseconds(random.NextInt64(Day) >> random.Next(48));

        Assert.Equal(duration, DurationText.Parse(DurationText.ToText(duration)));
    });

    [Fact]
    public void Parse_PrintedAsIso_IsIdentity() => Seeds.Each(5_000, random =>
    {
        var duration = Duration.FromNanoseconds(random.NextInt64() >> random.Next(63));

        Assert.Equal(duration, DurationText.Parse(DurationText.ToIso(duration)));
    });

    [Fact]
    public void ToText_Negative_HasMinusOnce()
    {
        Assert.Equal("-1h30m", DurationText.ToText(Duration.FromMinutes(-90)));
        Assert.Equal("-2d1ns", DurationText.ToText(Duration.FromDays(-2) - Duration.FromNanoseconds(1)));
    }

    [Theory]
    [MemberData(nameof(Extremes))]
    public void ToText_EndsOfTheRange_SumsUp(Duration duration)
    {
        var text = DurationText.ToText(duration).TrimStart('-');
        var days = BigInteger.Parse(text[..text.IndexOf('d', StringComparison.Ordinal)]);

        Assert.Equal(BigInteger.Abs(duration.Days), days);
    }

    public static TheoryData<Duration> Extremes => [Duration.MaxValue, Duration.MinValue];

    [Theory]
    [InlineData(0, "PT0S", "P0D")]
    [InlineData(60, "PT1M", "PT1M")]
    [InlineData(93_600, "P1DT2H", "P1DT2H")]
    [InlineData(172_800, "P2D", "P2D")]
    public void ToIso_Seconds_Prints(long seconds, string one, string other) =>
        Assert.Contains(DurationText.ToIso(Duration.FromSeconds(seconds)), new[] { one, other });

    [Theory]
    [InlineData("", 0, "a duration like 30s")]
    [InlineData("  ", 2, "a duration like 30s")]
    [InlineData("s", 0, "a whole number with a unit")]
    [InlineData("5", 1, "a unit: d, h, m, s, ms, us or ns")]
    [InlineData(" 5x", 2, "a unit: d, h, m, s, ms, us or ns")]
    [InlineData("5S", 1, "a unit")]
    [InlineData("1.5s", 1, "a unit")]
    [InlineData("-5s", 0, "a whole number")]
    [InlineData("1h1h", 3, "a smaller unit")]
    [InlineData("30m1h", 4, "a smaller unit")]
    [InlineData("1h30", 4, "a smaller unit")]
    [InlineData("1h 30m", 3, "the end of the text")]
    [InlineData("99999999999999999999s", 0, "a whole number")]
    [InlineData("9999999d", 0, "at most 15,000 years")]
    [InlineData("P1Y", 0, "without years and months")]
    [InlineData("P1M", 0, "without years and months")]
    [InlineData(" PT5", 1, "ISO 8601")]
    public void Parse_Fault_SaysPlaceAndWhatWasExpected(string text, int position, string expected)
    {
        var e = Assert.Throws<SpecificationException>(() => DurationText.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.Contains(expected, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(106_752)]
    [InlineData(5_000_000)]
    public void ToIso_BeyondNodaTimesPeriods_PrintsAndParses(int days)
    {
        var span = Duration.FromDays(days) + Duration.FromHours(3);
        Assert.Equal($"P{days}DT3H", DurationText.ToIso(span));
        Assert.Equal(span, DurationText.Parse(DurationText.ToIso(span)));
    }
}
