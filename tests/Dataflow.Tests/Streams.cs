using NodaTime;

namespace Dataflow.Tests;

/// <summary>Small streams with times in seconds.</summary>
public static class Streams
{
    public static Instant At(double seconds) => Instant.FromUnixTimeMilliseconds((long)(seconds * 1000));

    /// <summary>A reproducible stream of (key, value, seconds), out of order by up to <paramref name="disorder"/> seconds.</summary>
    public static IReadOnlyList<Reading> Random(int count, int keys, int disorder, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new Reading($"k{random.Next(keys)}", random.Next(100), At(i - random.Next(disorder + 1))))];
    }

    public sealed record Reading(string Key, long Value, Instant Time);
}
