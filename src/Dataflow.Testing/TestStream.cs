using Dataflow.Time;
using NodaTime;

namespace Dataflow.Testing;

/// <summary>Begins test streams with their type given.</summary>
public static class TestStream
{
    /// <summary>A script without steps. Its clock stands at the Unix epoch, and its watermark at <see cref="EventTime.StartOfTime"/>.</summary>
    public static TestStream<T> Of<T>() => Of<T>(NodaConstants.UnixEpoch);

    /// <summary>A script without steps, whose clock stands at <paramref name="clock"/>.</summary>
    public static TestStream<T> Of<T>(Instant clock) => new(clock);
}
