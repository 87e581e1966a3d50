namespace Dataflow.Benchmarks.Measuring;

/// <summary>A recipe for a stream of events out of order. The same recipe gives the same events.</summary>
public sealed record EventStream
{
    private static (EventStream Stream, Event[] Events)? last;

    /// <summary>The stream of most workloads: 10,000 keys, 100 events a millisecond of event time, each up to 500 ms out of order.</summary>
    public static EventStream Standard { get; } = new() { Keys = 10_000, PerMillisecond = 100, Disorder = TimeSpan.FromMilliseconds(500) };

    /// <summary>Disorder far over the watermark's 500 ms; it begins before the epoch, and ends after it.</summary>
    public static EventStream Hard { get; } = new() { Keys = 70_000, PerMillisecond = 1, Disorder = TimeSpan.FromSeconds(13), Start = -90 * TimeSpan.TicksPerSecond };

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

    /// <summary>As <see cref="Take"/>, but those that were shared last are not made again. Nobody may change them.</summary>
    public Event[] TakeShared(int count)
    {
        if (last is not { } made || made.Stream != this || made.Events.Length != count)
        {
            last = null;
            last = made = (this, Take(count));
        }

        return made.Events;
    }

    /// <summary>Takes events of which every eleventh key is negative or huge, so that keys are not dense.</summary>
    public Event[] TakeSparse(int count) => [.. Take(count).Select((e, i) => i % 11 == 0 ? e with { Key = (e.Key * 61_681) - int.MaxValue } : e)];
}
