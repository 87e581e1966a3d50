using Dataflow.Time;

namespace Dataflow.Running;

/// <summary>Holds one run back: its first clock is the beginning, from which recorded and real time are counted.</summary>
internal sealed class Pace(double speed, TimeProvider time)
{
    private long? firstClock;
    private long started;

    /// <summary>How long until processing time may be <paramref name="clockTicks"/>; zero or less if it may now.</summary>
    public TimeSpan WaitFor(long clockTicks)
    {
        if (clockTicks is <= EventTime.StartTicks or >= EventTime.EndTicks)
        {
            return TimeSpan.Zero;
        }

        if (firstClock is null)
        {
            (firstClock, started) = (clockTicks, time.GetTimestamp());
        }

        var due = ((double)clockTicks - firstClock.Value) / speed;
        return due >= TimeSpan.MaxValue.Ticks / 2.0 ? TimeSpan.MaxValue / 2 : TimeSpan.FromTicks((long)due) - time.GetElapsedTime(started);
    }

    /// <summary>Waits, a day at most, as a timer takes no more than 49 at once; the caller asks again.</summary>
    public Task DelayAsync(TimeSpan span, CancellationToken cancellationToken) =>
        Task.Delay(span < TimeSpan.FromDays(1) ? span : TimeSpan.FromDays(1), time, cancellationToken);
}
