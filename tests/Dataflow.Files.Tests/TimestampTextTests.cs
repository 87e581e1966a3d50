using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Dataflow.Files.Tests;

public sealed class TimestampTextTests
{
    [Fact]
    public void TryParse_Milliseconds_IsAsWithMoreDigits()
    {
        var accepted = 0;
        for (var place = 0; place < 23; place++)
        {
            for (var value = 0; value < 256; value++)
            {
                // A fraction of three digits is read at once; one of four is not, and the last is 0.
                var text = Encoding.UTF8.GetBytes("2016-02-29T12:34:56.789Z");
                text[place] = (byte)value;
                byte[] longer = [.. text[..23], (byte)'0', (byte)'Z'];
                var isTime = TimestampText.TryParse(text, out var ticks);
                Assert.True(isTime == TimestampText.TryParse(longer, out var expected), $"{value} at {place}");
                Assert.Equal(expected, ticks);
                accepted += isTime ? 1 : 0;
            }
        }

        Assert.InRange(accepted, 100, 250);
    }

    [Fact]
    public void TryParse_AnyTick_ReadsWhatIsWritten()
    {
        var random = new Random(5);
        for (var i = 0; i < 100_000; i++)
        {
            var unit = (long)Math.Pow(10, random.Next(8));
            var ticks = random.NextInt64(TimestampText.StartTicks / unit + 1, TimestampText.EndTicks / unit) * unit;
            Assert.True(TimestampText.TryParse(Encoding.UTF8.GetBytes(TimestampText.ToText(ticks)), out var read));
            Assert.Equal(ticks, read);
        }
    }

    [Theory]
    [InlineData("2015-01-01T12:00:26.500z", true)]
    [InlineData("2015-01-01T12:00:26,500Z", true)]
    [InlineData("2015-01-01T12:00:26.50+0", false)]
    [InlineData("2015-01-01T12:00:26.+010", false)]
    [InlineData("2015-01-01T12:00:26.5+01", true)]
    [InlineData("2015-01-01T12:00:60.000Z", false)]
    [InlineData("2015-02-29T12:00:26.500Z", false)]
    public void TryParse_TwentyFourBytes_AreReadByTheirLayout(string text, bool expected) =>
        Assert.Equal(expected, TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData("2015-01-01T12:00:26Z", "2015-01-01T12:00:26Z")]
    [InlineData("2015-01-01t12:00:26z", "2015-01-01T12:00:26Z")]
    [InlineData("2015-01-01 12:00:26Z", "2015-01-01T12:00:26Z")]
    [InlineData("2015-01-01T12:00:26", "2015-01-01T12:00:26Z")]
    [InlineData("2015-01-01T12:00", "2015-01-01T12:00:00Z")]
    [InlineData("2015-01-01T12:00Z", "2015-01-01T12:00:00Z")]
    [InlineData("2015-01-01T12:00+01:00", "2015-01-01T11:00:00Z")]
    [InlineData("2015-01-01", "2015-01-01T00:00:00Z")]
    [InlineData("+2015-01-01", "2015-01-01T00:00:00Z")]
    [InlineData("-0001-03-01T00:00:00Z", "-0001-03-01T00:00:00Z")]
    [InlineData("0000-02-29T00:00:00Z", "0000-02-29T00:00:00Z")]
    [InlineData("2015-01-01T12:00:26.5Z", "2015-01-01T12:00:26.5Z")]
    [InlineData("2015-01-01T12:00:26.1234567Z", "2015-01-01T12:00:26.1234567Z")]
    [InlineData("2015-01-01T12:00:26.123456789Z", "2015-01-01T12:00:26.1234567Z")]
    [InlineData("2015-01-01T12:00:26.123456789123456789Z", "2015-01-01T12:00:26.1234567Z")]
    [InlineData("1969-12-31T23:59:59.99999999Z", "1969-12-31T23:59:59.9999999Z")]
    [InlineData("2015-01-01T12:00:26.5+02:30", "2015-01-01T09:30:26.5Z")]
    [InlineData("2015-01-01T12:00:26-0230", "2015-01-01T14:30:26Z")]
    [InlineData("2015-01-01T00:00:26+02", "2014-12-31T22:00:26Z")]
    [InlineData("2016-02-29T00:00:00Z", "2016-02-29T00:00:00Z")]
    [InlineData("2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999Z")]
    [InlineData("-9998-01-01T00:00:00Z", "-infinity")]
    [InlineData("-9998-01-01T00:00:00.0000001Z", "-9998-01-01T00:00:00.0000001Z")]
    [InlineData("0", "1970-01-01T00:00:00Z")]
    [InlineData("1420113626500", "2015-01-01T12:00:26.5Z")]
    [InlineData("-1", "1969-12-31T23:59:59.999Z")]
    [InlineData("253402300799999", "9999-12-31T23:59:59.999Z")]
    [InlineData("-377673580800000", "-infinity")]
    public void TryParse_Time_GivesTicks(string text, string expected)
    {
        Assert.True(TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out var ticks));
        Assert.Equal(expected, TimestampText.ToText(ticks));
    }

    [Theory]
    [InlineData("")]
    [InlineData("12h")]
    [InlineData("-")]
    [InlineData("+1")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData(" 2015-01-01T12:00:26Z")]
    [InlineData("2015-01-01T12:00:26Z ")]
    [InlineData("2015-1-01T12:00:26Z")]
    [InlineData("2015-13-01T12:00:26Z")]
    [InlineData("2015-00-01T12:00:26Z")]
    [InlineData("2015-01-00T12:00:26Z")]
    [InlineData("2015-01-32T12:00:26Z")]
    [InlineData("2015-02-29T12:00:26Z")]
    [InlineData("1900-02-29T12:00:26Z")]
    [InlineData("2015-04-31T12:00:26Z")]
    [InlineData("2015-01-01T24:00:00Z")]
    [InlineData("2015-01-01T12:60:26Z")]
    [InlineData("2015-01-01T12:00:60Z")]
    [InlineData("2015-01-01T12:00:26.Z")]
    [InlineData("2015-01-01T12:00.5Z")]
    [InlineData("2015-01-01T12:00:26+1")]
    [InlineData("2015-01-01T12:00:26+19:00")]
    [InlineData("2015-01-01T12:00:26+01:60")]
    [InlineData("2015-01-01T12:00:26+01:0")]
    [InlineData("2015-01-01T12:00:26+01.00")]
    [InlineData("2015-01-01X12:00:26Z")]
    [InlineData("2015/01/01T12:00:26Z")]
    [InlineData("2015-01-01T12:00:26ZZ")]
    [InlineData("2015-01-01T12:00:2éZ")]
    [InlineData("２015-01-01T12:00:26Z")]
    [InlineData("201:-01-01T12:00:26Z")]
    [InlineData("-9999-01-01T00:00:00Z")]
    [InlineData("-9998-01-01T00:00:00+00:01")]
    [InlineData("9999-12-31T23:59:59-00:01")]
    [InlineData("10000-01-01T00:00:00Z")]
    [InlineData("253402300800000")]
    [InlineData("-377673580800001")]
    [InlineData("9223372036854775807")]
    [InlineData("-9223372036854775808")]
    [InlineData("99999999999999999999999")]
    [InlineData("infinity")]
    [InlineData("-infinity")]
    public void TryParse_NoTime_IsRefused(string text)
    {
        Assert.False(TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out var ticks));
        Assert.Equal(0, ticks);
    }

    [Theory]
    [InlineData("infinity", TimestampText.EndTicks)]
    [InlineData("-infinity", TimestampText.StartTicks)]
    public void TryParse_Infinity_IsTakenWhereAllowed(string text, long expected)
    {
        Assert.True(TimestampText.TryParse(Encoding.UTF8.GetBytes(text), out var ticks, allowInfinity: true));
        Assert.Equal(expected, ticks);
        Assert.Equal(text, TimestampText.ToText(ticks));
    }

    [Fact]
    public void Ends_AreThoseOfNodaTime()
    {
        Assert.Equal(TimestampText.StartTicks, Instant.MinValue.ToUnixTimeTicks());
        Assert.Equal(TimestampText.EndTicks, Instant.MaxValue.ToUnixTimeTicks() + 1);
    }

    [Fact]
    public void Format_RandomInstants_AgreesWithNodaTime()
    {
        var random = new Random(20150101);
        for (var i = 0; i < 50_000; i++)
        {
            var ticks = random.NextInt64(TimestampText.StartTicks + 1, TimestampText.EndTicks);
            ticks -= (i % 4) switch { 0 => 0, 1 => ticks % 10_000_000, 2 => ticks % 10_000, _ => ticks % 864_000_000_000 };
            var expected = InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeTicks(ticks));
            Assert.Equal(expected, TimestampText.ToText(ticks));
            Assert.True(TimestampText.TryParse(Encoding.ASCII.GetBytes(expected), out var back));
            Assert.Equal(ticks, back);
        }
    }

    [Fact]
    public void TryParse_EveryDayWithOffset_AgreesWithNodaTime()
    {
        var pattern = OffsetDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:sso<+HH:mm>");
        var random = new Random(7);
        for (var day = new LocalDate(1890, 1, 1); day < new LocalDate(2110, 1, 1); day = day.PlusDays(1))
        {
            var time = day.AtMidnight().PlusSeconds(random.Next(86_400)).WithOffset(Offset.FromSeconds(random.Next(-18 * 60, 18 * 60 + 1) * 60));
            Assert.True(TimestampText.TryParseIso(Encoding.ASCII.GetBytes(pattern.Format(time)), out var ticks));
            Assert.Equal(time.ToInstant().ToUnixTimeTicks(), ticks);
        }
    }

    [Fact]
    public void TryParse_OneByteChanged_AgreesWithNodaTimeOrIsRefused()
    {
        const string valid = "2015-01-31T23:59:59.1234567Z";
        for (var place = 0; place < valid.Length; place++)
        {
            for (var b = 0; b < 128; b++)
            {
                var text = Encoding.ASCII.GetBytes(valid);
                text[place] = (byte)b;
                var expected = InstantPattern.ExtendedIso.Parse(Encoding.ASCII.GetString(text));
                var parsed = TimestampText.TryParseIso(text, out var ticks);
                if (expected.Success)
                {
                    Assert.True(parsed);
                    Assert.Equal(expected.Value.ToUnixTimeTicks(), ticks);
                }
                else if (parsed)
                {
                    // What this reader allows and NodaTime's pattern does not: a space, small letters, no offset.
                    Assert.True((place, (char)b) is (10, ' ' or 't') or (27, 'z' or (>= '0' and <= '9')), Encoding.ASCII.GetString(text));
                }
            }
        }
    }

    [Fact]
    public void TryFormat_TooSmall_WritesNothing()
    {
        Assert.False(TimestampText.TryFormat(0, new byte[19], out var written));
        Assert.Equal(0, written);
        Assert.True(TimestampText.TryFormat(0, new byte[20], out written));
        Assert.Equal(20, written);
    }
}
