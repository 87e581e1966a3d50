using System.Numerics;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class SlidingWindowsTests
{
    private const long TenThousandYears = 10_000L * 365 * 864_000_000_000;

    [Theory]
    [Trait("Rule", "6")]
    [InlineData(4, 2, 0)]
    [InlineData(4, 1, 0)]
    [InlineData(5, 2, 1)]
    [InlineData(7, 3, 2)]
    [InlineData(3, 3, 0)]
    [InlineData(3, 3, 2)]
    [InlineData(3, 5, 0)]
    [InlineData(3, 5, 4)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 4, 3)]
    public void AssignWindows_SmallTimes_AreAllThatHoldTheTime(long size, long period, long offset)
    {
        for (var time = -25L; time <= 25; time++)
        {
            AssertDefinition(time, size, period, offset);
        }
    }

    [Theory]
    [Trait("Rule", "6")]
    [InlineData(1, 1, 0)]
    [InlineData(600_000_000, 60_000_000, 0)]
    [InlineData(600_000_000, 70_000_000, 69_999_999)]
    [InlineData(60_000_000, 600_000_000, 1)]
    [InlineData(TenThousandYears, TenThousandYears / 7, 0)]
    [InlineData(TenThousandYears, TenThousandYears, TenThousandYears - 1)]
    [InlineData(1, TenThousandYears, TenThousandYears - 1)]
    [InlineData(EventTime.MaxSpanTicks, EventTime.MaxSpanTicks, EventTime.MaxSpanTicks - 1)]
    [InlineData(EventTime.MaxSpanTicks, EventTime.MaxSpanTicks / 100, 0)]
    [InlineData(EventTime.MaxSpanTicks, 5_000_000_000_000_000, 4_999_999_999_999_999)]
    [InlineData(EventTime.MaxSpanTicks - 1, EventTime.MaxSpanTicks, 0)]
    [InlineData(1, EventTime.MaxSpanTicks, EventTime.MaxSpanTicks - 1)]
    public void AssignWindows_EdgesAndEndsOfTime_AreAllThatHoldTheTime(long size, long period, long offset)
    {
        foreach (var boundary in new BigInteger[] { EventTime.StartTicks, EventTime.StartTicks + (BigInteger)size, -size, -period, 0, size, offset, offset - (3 * (BigInteger)period), EventTime.EndTicks - size, EventTime.EndTicks })
        {
            for (var delta = -2; delta <= 2; delta++)
            {
                var time = boundary + delta;
                if (time >= EventTime.StartTicks && time < EventTime.EndTicks)
                {
                    AssertDefinition((long)time, size, period, offset);
                }
            }
        }
    }

    [Fact]
    [Trait("Rule", "6")]
    public void AssignWindows_Random_AreAllThatHoldTheTime() => Seeds.Each(5_000, random =>
    {
        var size = random.NextInt64(1, EventTime.MaxSpanTicks >> random.Next(60));
        var period = random.Next(3) == 0
            ? random.NextInt64(1, EventTime.MaxSpanTicks >> random.Next(62))
            : Math.Max(1, size / random.Next(1, 40)) + random.Next(2);
        period = Math.Max(period, (size / 200) + 1);
        AssertDefinition(random.NextInt64(EventTime.StartTicks, EventTime.EndTicks) >> random.Next(60), size, period, random.NextInt64(period));
    });

    [Fact]
    [Trait("Rule", "5")]
    [Trait("Rule", "6")]
    public void AssignWindows_PeriodIsSize_IsTheFixedWindow() => Seeds.Each(2_000, random =>
    {
        var size = Duration.FromTicks(random.NextInt64(1, EventTime.MaxSpanTicks >> random.Next(62)));
        var offset = Duration.FromTicks(random.NextInt64(size.BclCompatibleTicks));
        var time = EventTime.ToInstant(random.NextInt64(EventTime.StartTicks, EventTime.EndTicks));

        Assert.Equal([FixedWindows.Of(size, offset).AssignWindow(time)], SlidingWindows.Of(size, size, offset).AssignWindows(time));
    });

    [Fact]
    [Trait("Rule", "3")]
    public void AssignWindows_PeriodOverSize_LeavesElementsOut()
    {
        var fn = SlidingWindows.Of(Duration.FromTicks(2), Duration.FromTicks(5));

        Assert.Equal([1, 1, 0, 0, 0, 1, 1, 0], Enumerable.Range(0, 8).Select(time => fn.AssignWindows(EventTime.ToInstant(time)).Count));
    }

    [Fact]
    public void AssignWindows_Hour_IsInTheWindowsOfTheHour()
    {
        var fn = SlidingWindows.Of(Duration.FromMinutes(60), Duration.FromMinutes(20), Duration.FromMinutes(5));
        var noon = Instant.FromUtc(2015, 1, 1, 12, 0);
        Window At(int minutes) => new(noon + Duration.FromMinutes(minutes), noon + Duration.FromMinutes(minutes + 60));

        Assert.Equal([At(-55), At(-35), At(-15)], fn.AssignWindows(noon));
        Assert.Equal([At(-35), At(-15), At(5)], fn.AssignWindows(noon + Duration.FromMinutes(5)));
    }

    [Fact]
    public void Of_OutsideRange_Throws()
    {
        var minute = Duration.FromMinutes(1);
        Duration[] spans = [Duration.Zero, Duration.FromTicks(-1), Duration.FromNanoseconds(150), Duration.FromTicks(EventTime.MaxSpanTicks) + Duration.FromTicks(1), Duration.MaxValue];
        Duration[] offsets = [Duration.FromTicks(-1), Duration.FromNanoseconds(50), minute, Duration.FromMinutes(2)];

        Assert.All(spans, span => AssertRefused("size", span, () => SlidingWindows.Of(span, minute)));
        Assert.All(spans, span => AssertRefused("period", span, () => SlidingWindows.Of(minute, span)));
        Assert.All(offsets, offset => AssertRefused("offset", offset, () => SlidingWindows.Of(Duration.FromMinutes(5), minute, offset)));
    }

    [Theory]
    [InlineData(100_000, 1, true)]
    [InlineData(100_001, 1, false)]
    [InlineData(200_000, 2, true)]
    [InlineData(200_001, 2, false)]
    [InlineData(EventTime.MaxSpanTicks, 1, false)]
    public void Of_ManyWindowsAnElement_ThrowsOver100000(long size, long period, bool isAllowed)
    {
        SlidingWindows Make() => SlidingWindows.Of(Duration.FromTicks(size), Duration.FromTicks(period));

        if (isAllowed)
        {
            Assert.Equal(100_000, Make().AssignWindows(Instant.FromUnixTimeTicks(7)).Count);
        }
        else
        {
            Assert.Contains("it may be in 100000 at most", Assert.Throws<ArgumentOutOfRangeException>(nameof(period), Make).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Equals_SameSpans_IsEqual()
    {
        static SlidingWindows Make(int size, int period, int offset) => SlidingWindows.Of(Duration.FromSeconds(size), Duration.FromSeconds(period), Duration.FromSeconds(offset));

        Assert.Equal(Make(4, 2, 1), Make(4, 2, 1));
        Assert.NotEqual(Make(4, 2, 1), Make(5, 2, 1));
        Assert.NotEqual(Make(4, 2, 1), Make(4, 3, 1));
        Assert.NotEqual(Make(4, 2, 1), Make(4, 2, 0));
        Assert.Equal(Make(4, 2, 0), SlidingWindows.Of(Duration.FromSeconds(4), Duration.FromSeconds(2)));
        Assert.False(Make(4, 4, 0).IsMerging);
        Assert.False(Make(4, 4, 0).IsPartition);
    }

    private static void AssertRefused(string parameter, Duration span, Func<WindowFn> make) =>
        Assert.Contains(DurationText.ToText(span), Assert.Throws<ArgumentOutOfRangeException>(parameter, make).Message, StringComparison.Ordinal);

    // Every k with start = offset + k * period, start <= time < start + size.
    private static void AssertDefinition(long time, long size, long period, long offset)
    {
        var expected = new List<(BigInteger Start, BigInteger End)>();
        for (var k = FloorDiv((BigInteger)time - offset, period); offset + (k * period) + size > time; k--)
        {
            var start = offset + (k * period);
            expected.Add((BigInteger.Max(start, EventTime.StartTicks), BigInteger.Min(start + size, EventTime.EndTicks)));
        }

        expected.Reverse();
        var windows = SlidingWindows.Of(Duration.FromTicks(size), Duration.FromTicks(period), Duration.FromTicks(offset)).AssignWindows(EventTime.ToInstant(time));

        Assert.Equal(expected, windows.Select(window => ((BigInteger)window.StartTicks, (BigInteger)window.EndTicks)));
        Assert.All(windows, window => Assert.True(window.Contains(EventTime.ToInstant(time)), $"{window} does not hold {time}."));
        Assert.Equal(windows.Count, windows.Distinct().Count());
    }

    private static BigInteger FloorDiv(BigInteger value, BigInteger divisor) =>
        BigInteger.DivRem(value, divisor, out var rest) - (rest.Sign < 0 ? 1 : 0);
}
