using NodaTime;
using static Dataflow.Testing.Tests.Times;

namespace Dataflow.Testing.Tests;

public sealed class ManualClockTests
{
    private readonly ManualClock clock = new(At(100));
    private readonly List<string> fired = [];

    [Fact]
    public void Clock_NotAdvanced_StandsWhereItStarted()
    {
        Assert.Equal((At(100), NodaConstants.UnixEpoch), (clock.Now, new ManualClock().Now));
        Assert.Equal(At(100).ToDateTimeOffset(), clock.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, clock.GetLocalNow().Offset);
    }

    [Fact]
    public void Advance_MeasuredByTimestamps_IsTheSpan()
    {
        var before = clock.GetTimestamp();
        clock.Advance(Duration.FromMilliseconds(1500));
        Assert.Equal((At(101.5), TimeSpan.FromSeconds(1.5)), (clock.Now, clock.GetElapsedTime(before)));
    }

    [Fact]
    public void Advance_Backwards_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => clock.Advance(-Duration.Epsilon));

    [Fact]
    public void Advance_PastTimers_FiresThemInOrderEachAtItsTime()
    {
        Set("b", 2);
        Set("a", 1);
        Set("c", 2);
        Set("d", 5);

        clock.Advance(Duration.FromSeconds(4.9));
        Assert.Equal(["a at 101", "b at 102", "c at 102"], fired);
        Assert.Equal((1, At(104.9)), (clock.TimerCount, clock.Now));

        clock.Advance(Duration.FromSeconds(0.1));
        Assert.Equal("d at 105", fired[^1]);
    }

    [Fact]
    public void Timer_DueAtOnce_FiresWhenTheClockIsAdvancedByNothing()
    {
        Set("now", 0);
        Assert.Empty(fired);
        clock.Advance(Duration.Zero);
        Assert.Equal(["now at 100"], fired);
    }

    [Fact]
    public void Timer_WithAPeriod_FiresAgainUntilDisposed()
    {
        var timer = Set("tick", 1, 2);
        clock.Advance(Duration.FromSeconds(6));
        Assert.Equal(["tick at 101", "tick at 103", "tick at 105"], fired);

        timer.Dispose();
        clock.Advance(Duration.FromSeconds(6));
        Assert.Equal((3, 0), (fired.Count, clock.TimerCount));
        Assert.False(timer.Change(TimeSpan.Zero, TimeSpan.Zero));
    }

    [Fact]
    public void Timer_Changed_CountsFromThen()
    {
        var timer = Set("late", 10);
        clock.Advance(Duration.FromSeconds(5));
        timer.Change(TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
        clock.Advance(Duration.FromSeconds(9));
        Assert.Empty(fired);
        clock.Advance(Duration.FromSeconds(1));
        Assert.Equal(["late at 115"], fired);

        timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Assert.Equal(0, clock.TimerCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => timer.Change(TimeSpan.FromSeconds(-2), TimeSpan.Zero));
    }

    [Fact]
    public void Timer_SetByACallback_FiresInTheSameAdvance()
    {
        clock.CreateTimer(_ => Set("second", 2), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        clock.Advance(Duration.FromSeconds(3));
        Assert.Equal(["second at 103"], fired);
    }

    [Fact]
    public async Task Delay_OnTheClock_EndsWhenItIsAdvanced()
    {
        var delay = Task.Delay(TimeSpan.FromSeconds(30), clock);
        clock.Advance(Duration.FromSeconds(29));
        Assert.False(delay.IsCompleted);
        clock.Advance(Duration.FromSeconds(1));
        await delay;
        Assert.Equal(0, clock.TimerCount);
    }

    [Fact]
    public async Task NextTimer_SetLater_IsWaitedFor()
    {
        var run = new TaskCompletionSource();
        Set("gone", 1).Dispose();
        var next = clock.NextTimerAsync(run.Task);
        Assert.False(next.IsCompleted);
        Set("a", 7);
        Assert.Equal(Duration.FromSeconds(7), await next);
        Set("b", 3);
        Assert.Equal(Duration.FromSeconds(3), await clock.NextTimerAsync(run.Task));
    }

    [Fact]
    public async Task NextTimer_RunEndsFirst_IsNull()
    {
        var run = new TaskCompletionSource();
        var next = clock.NextTimerAsync(run.Task);
        run.SetResult();
        Assert.Null(await next);
    }

    private ITimer Set(string name, double seconds, double period = 0) => clock.CreateTimer(
        _ => fired.Add($"{name} at {clock.Now.ToUnixTimeSeconds()}"), null, TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(period));
}
