using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.StringKeys;

/// <summary>Makes readings of events.</summary>
internal static class ReadingStream
{
    /// <summary>Readings whose keys are shared, as those of a reader with a cache of names are.</summary>
    public static Reading[] Of(Event[] events, int keys)
    {
        var names = Enumerable.Range(0, keys).Select(NameOf).ToArray();
        return Array.ConvertAll(events, e => new Reading(e.Ticks, names[e.Key], e.Value));
    }

    /// <summary>Readings of which each has a string of its own, so that only the text makes keys equal; some are empty, and some have an odd length.</summary>
    public static Reading[] WithOwnNames(Event[] events) =>
        Array.ConvertAll(events, e => new Reading(e.Ticks, e.Key % 1000 == 7 ? "" : e.Key % 3 == 0 ? new string('k', (int)((uint)e.Key % 13)) : NameOf(e.Key), e.Value));

    private static string NameOf(int key) => $"sensor-{key:00000}";
}
