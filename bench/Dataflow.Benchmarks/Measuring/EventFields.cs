using Dataflow.Sources;

namespace Dataflow.Benchmarks.Measuring;

/// <summary>The functions that every pipeline over events is given.</summary>
/// <remarks>
/// The compiler puts a delegate that is the only one at its place into the loop that calls it. A process with one pipeline has one; here, where many run in turns, each
/// with functions of its own, all but the first would lose that.
/// </remarks>
public static class EventFields
{
    public static TimestampFn<Event> Time { get; } = Timestamps.FromUnixTicks((Event e) => e.Ticks);

    public static Func<Event, int> Key { get; } = e => e.Key;

    public static Func<Event, long> Value { get; } = e => e.Value;
}
