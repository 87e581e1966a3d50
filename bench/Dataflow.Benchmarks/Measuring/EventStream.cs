namespace Dataflow.Benchmarks.Measuring;

/// <summary>A recipe for a stream of events out of order. The same recipe gives the same events.</summary>
public sealed record EventStream
{
    public required int Keys { get; init; }

    public required int PerMillisecond { get; init; }

    /// <summary>How far at most an event's time lies behind its place in the stream.</summary>
    public required TimeSpan Disorder { get; init; }

    /// <summary>The event time at which the stream begins, in ticks since the Unix epoch; 1 January 2025 by default.</summary>
    public long Start { get; init; } = (new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc) - DateTime.UnixEpoch).Ticks;

    public int Seed { get; init; } = 20150831;

    public Event[] Take(int count)
    {
        var random = new Random(Seed);
        var events = new Event[count];
        for (var i = 0; i < count; i++)
        {
            var place = Start + (i / PerMillisecond * TimeSpan.TicksPerMillisecond);
            events[i] = new Event(place - random.NextInt64(Disorder.Ticks + 1), random.Next(Keys), random.Next(-100, 1000));
        }

        return events;
    }
}
