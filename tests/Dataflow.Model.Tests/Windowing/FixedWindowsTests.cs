using System.Numerics;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class FixedWindowsTests
{
    private const long TenThousandYears = 10_000L * 365 * 864_000_000_000;

    [Theory]
    [Trait("Rule", "5")]
    [InlineData(1, 0)]
    [InlineData(2, 0)]
    [InlineData(2, 1)]
    [InlineData(7, 0)]
    [InlineData(7, 6)]
    [InlineData(10, 3)]
    public void AssignWindow_SmallTimes_IsTheFloor(long size, long offset)
    {
        for (var time = -25L; time <= 25; time++)
        {
            AssertFloor(time, size, offset);
        }
    }

    [Theory]
    [Trait("Rule", "5")]
    [InlineData(1, 0)]
    [InlineData(7, 5)]
    [InlineData(1_200_000_000, 0)]
    [InlineData(1_200_000_000, 300_000_000)]
    [InlineData(1_200_000_000, 1_199_999_999)]
    [InlineData(TenThousandYears, 0)]
    [InlineData(TenThousandYears, TenThousandYears - 1)]
    [InlineData(EventTime.MaxSpanTicks, 0)]
    [InlineData(EventTime.MaxSpanTicks, 1)]
    [InlineData(EventTime.MaxSpanTicks, EventTime.MaxSpanTicks - 1)]
    public void AssignWindow_EdgesAndEndsOfTime_IsTheFloor(long size, long offset)
    {
        foreach (var boundary in new BigInteger[] { EventTime.StartTicks, -size, 0, size, offset, offset - size, offset - (3 * (BigInteger)size), EventTime.EndTicks })
        {
            for (var delta = -3; delta <= 3; delta++)
            {
                var time = boundary + delta;
                if (time >= EventTime.StartTicks && time < EventTime.EndTicks)
                {
                    AssertFloor((long)time, size, offset);
                }
            }
        }
    }

    [Fact]
    [Trait("Rule", "5")]
    public void AssignWindow_RandomTimes_IsTheFloor() => Seeds.Each(5_000, random =>
    {
        var size = random.NextInt64(1, EventTime.MaxSpanTicks >> random.Next(62));
        AssertFloor(random.NextInt64(EventTime.StartTicks, EventTime.EndTicks) >> random.Next(60), size, random.NextInt64(size));
    });

    [Fact]
    [Trait("Rule", "5")]
    public void AssignWindow_EndsOfTime_IsCut()
    {
        var fn = FixedWindows.Of(Duration.FromDays(1000), Duration.FromDays(17));

        var first = fn.AssignWindow(EventTime.StartOfTime);
        var last = fn.AssignWindow(EventTime.MaxTimestamp);

        Assert.Equal(EventTime.StartOfTime, first.Start);
        Assert.Equal(EventTime.EndOfTime, last.End);
        Assert.True(first.End - first.Start < fn.Size && last.End - last.Start < fn.Size);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(EventTime.StartTicks)]
    [InlineData(EventTime.EndTicks - 1)]
    public void AssignWindow_OneTick_HoldsThatTick(long time) =>
        Assert.Equal(new Window(time, time + 1), FixedWindows.Of(Duration.FromTicks(1)).AssignWindow(EventTime.ToInstant(time)));

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(119)]
    [InlineData(-120)]
    public void AssignWindow_BetweenTicks_FloorsToTheTick(long tick)
    {
        var fn = FixedWindows.Of(Duration.FromTicks(10));
        var instant = Instant.FromUnixTimeTicks(tick);

        Assert.Equal(fn.AssignWindow(instant), fn.AssignWindow(instant.PlusNanoseconds(99)));
    }

    [Fact]
    public void Of_SizeOutsideRange_Throws()
    {
        Duration[] sizes =
        [
            Duration.Zero, Duration.FromTicks(-1), Duration.FromNanoseconds(99), Duration.FromNanoseconds(150), Duration.FromTicks(EventTime.MaxSpanTicks) + Duration.Epsilon, Duration.MaxValue,
        ];

        Assert.All(sizes, size => Assert.Contains(
            DurationText.ToText(size), Assert.Throws<ArgumentOutOfRangeException>(nameof(size), () => FixedWindows.Of(size)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_OffsetOutsideRange_Throws()
    {
        Duration[] offsets = [Duration.FromTicks(-1), Duration.FromNanoseconds(50), Duration.FromMinutes(1), Duration.FromMinutes(2)];

        Assert.All(offsets, offset => Assert.Contains(
            DurationText.ToText(offset), Assert.Throws<ArgumentOutOfRangeException>(nameof(offset), () => FixedWindows.Of(Duration.FromMinutes(1), offset)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_Ends_AreAllowed()
    {
        Assert.Equal(Duration.FromTicks(1), FixedWindows.Of(Duration.FromTicks(1)).Size);
        Assert.Equal(Duration.FromTicks(EventTime.MaxSpanTicks), FixedWindows.Of(Duration.FromTicks(EventTime.MaxSpanTicks)).Size);
    }

    [Fact]
    public void Equals_SameSizeAndOffset_IsEqual()
    {
        Assert.Equal(FixedWindows.Of(Duration.FromMinutes(2), Duration.FromSeconds(3)), FixedWindows.Of(Duration.FromSeconds(120), Duration.FromSeconds(3)));
        Assert.NotEqual(FixedWindows.Of(Duration.FromMinutes(2)), FixedWindows.Of(Duration.FromMinutes(2), Duration.FromSeconds(3)));
    }

    private static void AssertFloor(long time, long size, long offset)
    {
        var remainder = BigInteger.Remainder((BigInteger)time - offset, size);
        var start = time - (remainder.Sign < 0 ? remainder + size : remainder);
        var expected = (BigInteger.Max(start, EventTime.StartTicks), BigInteger.Min(start + size, EventTime.EndTicks));

        var window = FixedWindows.Of(Duration.FromTicks(size), Duration.FromTicks(offset)).AssignWindow(EventTime.ToInstant(time));

        Assert.Equal(expected, (window.StartTicks, window.EndTicks));
        Assert.True(window.Contains(EventTime.ToInstant(time)), $"{window} does not hold {time}.");
    }
}
