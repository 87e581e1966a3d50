using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class WindowTests
{
    private static readonly Instant Noon = Instant.FromUtc(2015, 1, 1, 12, 0);
    private static readonly Window TwoMinutes = new(Noon, Noon + Duration.FromMinutes(2));

    [Fact]
    [Trait("Choice", "3")]
    [Trait("Rule", "4")]
    public void Contains_Ends_IsHalfOpen()
    {
        Assert.True(TwoMinutes.Contains(TwoMinutes.Start));
        Assert.True(TwoMinutes.Contains(TwoMinutes.MaxTimestamp));
        Assert.True(TwoMinutes.Contains(TwoMinutes.End - Duration.Epsilon));
        Assert.False(TwoMinutes.Contains(TwoMinutes.End));
        Assert.False(TwoMinutes.Contains(TwoMinutes.Start - Duration.Epsilon));
    }

    [Fact]
    [Trait("Rule", "1")]
    public void Contains_Global_HoldsAllButTheEnd()
    {
        Assert.True(Window.Global.Contains(EventTime.StartOfTime));
        Assert.True(Window.Global.Contains(EventTime.MaxTimestamp));
        Assert.False(Window.Global.Contains(EventTime.EndOfTime));
        Assert.Equal(EventTime.MaxTimestamp, Window.Global.MaxTimestamp);
    }

    [Fact]
    [Trait("Choice", "3")]
    [Trait("Rule", "4")]
    public void MaxTimestamp_Window_IsOneTickBeforeTheEnd() =>
        Assert.Equal(TwoMinutes.End - Duration.FromTicks(1), TwoMinutes.MaxTimestamp);

    [Fact]
    public void Intersects_SmallWindows_IsSharingATick() => ForAllPairs((a, b) => Assert.Equal(
        Enumerable.Range(-3, 7).Any(t => Holds(a, t) && Holds(b, t)), a.Intersects(b)));

    [Fact]
    public void CompareTo_SmallWindows_IsByEndThenStart() => ForAllPairs((a, b) =>
    {
        var order = (a.EndTicks, a.StartTicks).CompareTo((b.EndTicks, b.StartTicks));
        Assert.Equal(Math.Sign(order), Math.Sign(a.CompareTo(b)));
        Assert.Equal(order < 0, a < b);
        Assert.Equal(order > 0, a > b);
        Assert.Equal(order <= 0, a <= b);
        Assert.Equal(order >= 0, a >= b);
        Assert.Equal(order == 0, a == b);
        Assert.Equal(order == 0, a.Equals(b) && a.GetHashCode() == b.GetHashCode());
    });

    [Fact]
    public void New_EndNotAfterStart_Throws()
    {
        Assert.Throws<ArgumentException>("end", () => new Window(Noon, Noon));
        Assert.Throws<ArgumentException>("end", () => new Window(Noon, Noon - Duration.FromTicks(1)));
        Assert.Throws<ArgumentException>("end", () => new Window(Noon, Noon + Duration.Epsilon));
    }

    [Fact]
    public void ToString_Window_PrintsBothEnds()
    {
        Assert.Equal("[2015-01-01T12:00:00Z, 2015-01-01T12:02:00Z)", TwoMinutes.ToString());
        Assert.Equal("[-infinity, infinity)", Window.Global.ToString());
    }

    private static bool Holds(Window window, int ticks) => window.Contains(Instant.FromUnixTimeTicks(ticks));

    private static void ForAllPairs(Action<Window, Window> check)
    {
        var windows = (from start in Enumerable.Range(-3, 6) from end in Enumerable.Range(start + 1, 3 - start) select new Window(start, end)).ToList();
        Assert.All(windows, a => Assert.All(windows, b => check(a, b)));
    }
}
