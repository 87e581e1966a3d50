using NodaTime;

namespace Dataflow.Testing;

/// <summary>A timer of a <see cref="ManualClock"/>, which guards what it holds.</summary>
internal sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
{
    private bool isDisposed;

    /// <summary>When it fires, while it is set.</summary>
    public Instant Due { get; set; }

    /// <summary>How long after that it fires again; null if it does not.</summary>
    public Duration? Period { get; set; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        CheckSpan(dueTime, nameof(dueTime));
        CheckSpan(period, nameof(period));
        if (isDisposed)
        {
            return false;
        }

        // As of all timers, a period of zero means none.
        clock.Set(this, SpanOf(dueTime), period == TimeSpan.Zero ? null : SpanOf(period));
        return true;
    }

    public void Dispose()
    {
        isDisposed = true;
        clock.Set(this, null, null);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static Duration? SpanOf(TimeSpan span) => span == Timeout.InfiniteTimeSpan ? null : Duration.FromTimeSpan(span);

    private static void CheckSpan(TimeSpan span, string parameter)
    {
        if (span < TimeSpan.Zero && span != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(parameter, span, $"A timer's span must not be negative, but it is {span}.");
        }
    }
}
