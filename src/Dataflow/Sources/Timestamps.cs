using NodaTime;

namespace Dataflow.Sources;

/// <summary>The ways to say where in an element its event time stands.</summary>
public static class Timestamps
{
    /// <summary>The event time is an <see cref="Instant"/>.</summary>
    public static TimestampFn<T> FromInstant<T>(Func<T, Instant> timestamp)
    {
        ArgumentNullException.ThrowIfNull(timestamp);
        return new InstantTimestampFn<T>(timestamp);
    }

    /// <summary>The event time is a count of 100 ns ticks since the Unix epoch: the form that costs nothing to read.</summary>
    public static TimestampFn<T> FromUnixTicks<T>(Func<T, long> timestamp)
    {
        ArgumentNullException.ThrowIfNull(timestamp);
        return new UnixTimestampFn<T>(timestamp, 1);
    }

    /// <summary>The event time is a count of milliseconds since the Unix epoch.</summary>
    public static TimestampFn<T> FromUnixMilliseconds<T>(Func<T, long> timestamp)
    {
        ArgumentNullException.ThrowIfNull(timestamp);
        return new UnixTimestampFn<T>(timestamp, 10_000);
    }
}
