using System.Text;
using Dataflow.Files.Records;

namespace Dataflow.Files.Tests.Records;

public sealed class RecentMinuteTests
{
    [Theory]
    [InlineData("2016-02-29T12:34:56.789Z")]
    [InlineData("2016-02-29T12:34:56Z")]
    public void TryParseIso_AnyByteChangedBehindAKnownMinute_IsAsWithoutIt(string known)
    {
        for (var place = 0; place < known.Length; place++)
        {
            for (var value = 0; value < 256; value++)
            {
                var minute = default(RecentMinute);
                Assert.True(minute.TryParseIso(Encoding.UTF8.GetBytes(known), out _));
                var text = Encoding.UTF8.GetBytes(known);
                text[place] = (byte)value;
                AssertAsWithout(ref minute, text);
            }
        }
    }

    [Fact]
    public void TryParseIso_TimesOneBehindTheOther_AreAsWithoutIt()
    {
        var random = new Random(7);
        var minute = default(RecentMinute);
        var ticks = 0L;
        for (var i = 0; i < 100_000; i++)
        {
            // Mostly near the one before, now and then anywhere; with any number of digits.
            var unit = (long)Math.Pow(10, random.Next(8));
            ticks = random.Next(50) == 0
                ? random.NextInt64(TimestampText.StartTicks, TimestampText.EndTicks)
                : Math.Clamp(ticks + random.NextInt64(-TimeSpan.TicksPerMinute / 10, TimeSpan.TicksPerMinute / 10), TimestampText.StartTicks, TimestampText.EndTicks - 1);
            AssertAsWithout(ref minute, Encoding.UTF8.GetBytes(TimestampText.ToText(ticks / unit * unit)));
        }
    }

    [Theory]
    [InlineData("2016-02-29T12:34:56.789Z", "2016-02-29T12:34:56.78+1")]
    [InlineData("2016-02-29T12:34:56.7+02", "2016-02-29T12:34:56.789Z")]
    [InlineData("2016-02-29T12:34:56+0200", "2016-02-29T12:34:56.789Z")]
    [InlineData("2016-02-29T12:34:56+0200", "2016-02-29T12:34:56Z")]
    [InlineData("2016-02-29T12:34:56,789Z", "2016-02-29T12:34:56.789Z")]
    [InlineData("2016-02-29 12:34:56Z", "2016-02-29T12:34:56Z")]
    [InlineData("-0001-02-28T12:34:56.78Z", "-0001-02-28T12:34:57.78Z")]
    [InlineData("2016-02-30T12:34:56Z", "2016-02-30T12:34:57Z")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0:34Z", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0:34.567Z")]
    [InlineData("-9998-01-01T00:00:00.00Z", "-9998-01-01T00:00:00Z")]
    public void TryParseIso_TwoLayouts_AreAsWithoutIt(string one, string other)
    {
        var minute = default(RecentMinute);
        AssertAsWithout(ref minute, Encoding.UTF8.GetBytes(one));
        AssertAsWithout(ref minute, Encoding.UTF8.GetBytes(other));
        AssertAsWithout(ref minute, Encoding.UTF8.GetBytes(one));
    }

    private static void AssertAsWithout(ref RecentMinute minute, byte[] text)
    {
        var expected = (TimestampText.TryParseIso(text, out var ticks), ticks);
        Assert.Equal(expected, (minute.TryParseIso(text, out var read), read));
    }
}
