using Dataflow.Time;

namespace Dataflow.Running;

/// <summary>
/// Holds a run back so that processing time passes at a multiple of its recorded pace. It decides only when elements are
/// taken, never what they result in.
/// </summary>
public sealed class Pacing
{
    private readonly TimeProvider time;
    private readonly double speed;
    private long? firstClock;
    private long started;

    /// <summary>Paces by <paramref name="time"/> at <paramref name="speed"/> times the recorded pace.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not a positive number.</exception>
    public Pacing(double speed, TimeProvider time)
    {
        if (!(speed > 0) || double.IsInfinity(speed))
        {
            throw new ArgumentOutOfRangeException(nameof(speed), speed, $"The speed must be a positive number, but it is {speed}.");
        }

        (this.speed, this.time) = (speed, time);
    }

    /// <summary>How long until processing time may be <paramref name="clockTicks"/>; zero or less if it may now.</summary>
    internal TimeSpan WaitFor(long clockTicks)
    {
        if (clockTicks <= EventTime.StartTicks || clockTicks >= EventTime.EndTicks)
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

    internal Task Delay(TimeSpan span, CancellationToken cancellationToken)
    {
        // A timer takes at most 49 days at once; the caller asks again.
        var once = span < TimeSpan.FromDays(1) ? span : TimeSpan.FromDays(1);
        return Task.Delay(once, time, cancellationToken);
    }
}
