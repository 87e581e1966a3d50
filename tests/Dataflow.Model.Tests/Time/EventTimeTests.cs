using System.Numerics;
using Dataflow.Time;
using NodaTime;

namespace Dataflow.Model.Tests.Time;

public sealed class EventTimeTests
{
    private static readonly long[] Notable =
    [
        EventTime.StartTicks, EventTime.StartTicks + 1, -10_000_001, -1, 0, 1, 10_000_000, EventTime.EndTicks - 1, EventTime.EndTicks,
    ];

    [Fact]
    public void Ends_AreThoseOfInstant()
    {
        Assert.Equal(EventTime.StartTicks, Instant.MinValue.ToUnixTimeTicks());
        Assert.Equal(EventTime.EndTicks, Instant.MaxValue.ToUnixTimeTicks() + 1);
        Assert.Equal(EventTime.EndTicks - 1, EventTime.ToTicks(EventTime.MaxTimestamp));
        Assert.True(EventTime.MaxTimestamp < EventTime.EndOfTime);
    }

    [Fact]
    public void ToInstant_Ticks_ConvertsBack() =>
        Assert.All(Notable, ticks => Assert.Equal(ticks, EventTime.ToTicks(EventTime.ToInstant(ticks))));

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(EventTime.StartTicks - 1)]
    [InlineData(EventTime.EndTicks + 1)]
    [InlineData(long.MaxValue)]
    public void ToInstant_Outside_IsTheEnd(long ticks) =>
        Assert.Equal(ticks < 0 ? EventTime.StartOfTime : EventTime.EndOfTime, EventTime.ToInstant(ticks));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(99, 0)]
    [InlineData(100, 1)]
    [InlineData(-1, -1)]
    [InlineData(-100, -1)]
    [InlineData(-101, -2)]
    public void ToTicks_BetweenTicks_Floors(long nanoseconds, long ticks) =>
        Assert.Equal(ticks, EventTime.ToTicks(Instant.FromUnixTimeTicks(0).PlusNanoseconds(nanoseconds)));

    [Fact]
    public void ToTicks_WithinTheLastTick_IsBeforeTheEnd() =>
        Assert.Equal(EventTime.EndTicks - 1, EventTime.ToTicks(Instant.MaxValue - Duration.Epsilon));

    [Fact]
    public void Add_AnySpan_SaturatesAtTheEnds()
    {
        long[] spans = [-EventTime.MaxSpanTicks, -10_000_000, -1, 0, 1, 10_000_000, EventTime.MaxSpanTicks];
        foreach (var ticks in Notable)
        {
            Assert.All(spans, span => Assert.Equal(
                BigInteger.Clamp((BigInteger)ticks + span, EventTime.StartTicks, EventTime.EndTicks), EventTime.Add(ticks, span)));
        }
    }

    [Fact]
    public void ToSpanTicks_LongSpans_AreCut()
    {
        Assert.Equal(EventTime.MaxSpanTicks, EventTime.ToSpanTicks(Duration.MaxValue));
        Assert.Equal(-EventTime.MaxSpanTicks, EventTime.ToSpanTicks(Duration.MinValue));
        Assert.Equal(EventTime.MaxSpanTicks - 1, EventTime.ToSpanTicks(Duration.FromTicks(EventTime.MaxSpanTicks - 1)));
        Assert.Equal(1, EventTime.ToSpanTicks(Duration.FromNanoseconds(199)));
        Assert.Equal(-1, EventTime.ToSpanTicks(Duration.FromNanoseconds(-199)));
    }

    [Fact]
    public void ToText_Instants_Prints()
    {
        Assert.Equal("-infinity", EventTime.ToText(EventTime.StartOfTime));
        Assert.Equal("infinity", EventTime.ToText(EventTime.EndOfTime));
        Assert.Equal("2015-01-01T12:01:59.9999999Z", EventTime.ToText(Instant.FromUtc(2015, 1, 1, 12, 2) - Duration.FromTicks(1)));
        Assert.Equal("1970-01-01T00:00:00Z", EventTime.ToText(0));
        Assert.Equal("9999-12-31T23:59:59.9999999Z", EventTime.ToText(EventTime.MaxTimestamp));
    }

    [Fact]
    public void ThrowOutside_Ticks_NamesTheRange()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>("at", () => EventTime.ThrowOutside("at", long.MaxValue));

        Assert.Contains("-infinity to 9999-12-31", e.Message, StringComparison.Ordinal);
    }
}
