using NodaTime;

namespace Dataflow.Testing;

/// <summary>
/// A clock that moves only when a test says so, for <see cref="Running.RunOptions.Pacing"/> and whatever else takes a <see cref="TimeProvider"/>.
/// Its timers are virtual: they fire, in the order in which they are due, inside <see cref="Advance"/>. Safe for several threads.
/// </summary>
public sealed class ManualClock : TimeProvider
{
    private readonly Lock gate = new();
    private readonly List<ManualTimer> timers = [];
    private TaskCompletionSource timerSet = NewSignal();
    private Instant now;

    /// <summary>Makes a clock that stands at <paramref name="start"/>, or at the Unix epoch.</summary>
    public ManualClock(Instant? start = null) => now = start ?? NodaConstants.UnixEpoch;

    /// <summary>Where the clock stands; inside a timer's callback, the instant at which that was due.</summary>
    public Instant Now
    {
        get
        {
            lock (gate)
            {
                return now;
            }
        }
    }

    /// <summary>How many timers are set.</summary>
    public int TimerCount
    {
        get
        {
            lock (gate)
            {
                return timers.Count;
            }
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override long GetTimestamp() => Now.ToUnixTimeTicks();

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <summary>Sets a timer. One that is due at once fires when the clock is next advanced, if only by nothing.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on and fires the timers that are due until then, also those that the callbacks set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span is negative.</exception>
    public void Advance(Duration span)
    {
        if (span < Duration.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(span), span, $"A clock does not go back, but the span is {span}.");
        }

        var end = Now + span;
        while (TakeNextDue(end) is { } timer)
        {
            timer.Fire();
        }

        lock (gate)
        {
            now = Instant.Max(now, end);
        }
    }

    /// <summary>Waits until a timer is set, and gives how long until the first is due; null if <paramref name="run"/> ends without one.</summary>
    public async Task<Duration?> NextTimerAsync(Task run)
    {
        ArgumentNullException.ThrowIfNull(run);
        while (true)
        {
            Task signal;
            lock (gate)
            {
                if (timers.Count > 0)
                {
                    return Duration.Max(Duration.Zero, timers.Min(timer => timer.Due) - now);
                }

                // It may stand from a timer that is gone.
                timerSet = timerSet.Task.IsCompleted ? NewSignal() : timerSet;
                signal = timerSet.Task;
            }

            if (await Task.WhenAny(signal, run).ConfigureAwait(false) == run)
            {
                return null;
            }
        }
    }

    /// <summary>Sets a timer anew, or takes it back where <paramref name="dueTime"/> is null.</summary>
    internal void Set(ManualTimer timer, Duration? dueTime, Duration? period)
    {
        lock (gate)
        {
            timers.Remove(timer);
            if (dueTime is { } wait)
            {
                (timer.Due, timer.Period) = (now + wait, period);
                timers.Add(timer);
                timerSet.TrySetResult();
            }
        }
    }

    private ManualTimer? TakeNextDue(Instant end)
    {
        lock (gate)
        {
            // Of timers due at once, the one that was set first.
            var timer = timers.MinBy(timer => timer.Due);
            if (timer is null || timer.Due > end)
            {
                return null;
            }

            now = Instant.Max(now, timer.Due);
            timers.Remove(timer);
            if (timer.Period is { } period)
            {
                timer.Due += period;
                timers.Add(timer);
            }

            return timer;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
