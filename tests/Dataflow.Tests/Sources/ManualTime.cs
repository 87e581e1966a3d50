using System.Threading.Channels;

namespace Dataflow.Tests.Sources;

/// <summary>A clock that moves when a test says so, and tells the test when something waits for it.</summary>
public sealed class ManualTime : TimeProvider
{
    private readonly Channel<Timer> timers = Channel.CreateUnbounded<Timer>();
    private long now;
    private Timer? waiting;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(callback, state, dueTime);
        timers.Writer.TryWrite(timer);
        return timer;
    }

    /// <summary>How long the next waiter waits; zero when <paramref name="run"/> ends without another.</summary>
    public async Task<TimeSpan> NextWaitAsync(Task run)
    {
        var next = timers.Reader.WaitToReadAsync().AsTask();
        await Task.WhenAny(next, run);
        return timers.Reader.TryRead(out waiting) ? waiting.Due : TimeSpan.Zero;
    }

    public void Advance(TimeSpan span)
    {
        now += span.Ticks;
        waiting?.Fire();
        waiting = null;
    }

    private sealed class Timer(TimerCallback callback, object? state, TimeSpan due) : ITimer
    {
        public TimeSpan Due => due;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
