using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Elements;

public sealed class LateElementTests
{
    private static readonly Instant Noon = Instant.FromUtc(2015, 1, 1, 12, 0);
    private static readonly Window TwoMinutes = new(Noon, Noon + Duration.FromMinutes(2));

    [Fact]
    public void LateBy_Element_IsWatermarkLessTime()
    {
        var late = new LateElement<string>("a", Noon + Duration.FromMinutes(1), TwoMinutes, Noon + Duration.FromMinutes(5), LateReason.Expired);

        Assert.Equal(Duration.FromMinutes(4), late.LateBy);
        Assert.Equal("a @2015-01-01T12:01:00Z late by 4m for [2015-01-01T12:00:00Z, 2015-01-01T12:02:00Z) (expired)", late.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void LateBy_WatermarkNotAhead_IsZero(int seconds)
    {
        var late = new LateElement<string>("a", Noon, TwoMinutes, Noon + Duration.FromSeconds(seconds), LateReason.Closed);

        Assert.Equal(Duration.Zero, late.LateBy);
    }

    [Fact]
    public void ToString_Retraction_HasMinus()
    {
        var late = new LateElement<string>("a", Noon, TwoMinutes, Noon, LateReason.Closed) { IsRetraction = true };

        Assert.StartsWith("-a @2015-01-01T12:00:00Z", late.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void LateBy_EndsOfTime_IsAllOfTime()
    {
        var late = new LateElement<int>(1, EventTime.StartOfTime, Window.Global, EventTime.EndOfTime, LateReason.Closed);

        Assert.Equal(EventTime.EndOfTime - EventTime.StartOfTime, late.LateBy);
        Assert.Contains("@-infinity late by", late.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("(closed)", late.ToString(), StringComparison.Ordinal);
    }
}
