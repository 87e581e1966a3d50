using System.Numerics;
using System.Runtime.InteropServices;

namespace Dataflow.Engine.Watermarks;

/// <summary>Arithmetic on whole columns of event times.</summary>
internal static class TimeColumn
{
    // Vectors that are looked at together: fewer branches, and no chain of results that wait for each other.
    private const int Together = 4;

    private static int Block => Together * Vector<long>.Count;

    /// <summary>The least and the greatest of at least one time.</summary>
    public static (long Min, long Max) MinMax(ReadOnlySpan<long> times)
    {
        var min = times[0];
        var max = times[0];
        if (times.Length >= Block)
        {
            var vectors = MemoryMarshal.Cast<long, Vector<long>>(times);
            var (low, high) = (vectors[0], vectors[0]);
            var (otherLow, otherHigh) = (low, high);
            for (; vectors.Length >= Together; vectors = vectors[Together..])
            {
                low = Vector.Min(low, Vector.Min(vectors[0], vectors[1]));
                high = Vector.Max(high, Vector.Max(vectors[0], vectors[1]));
                otherLow = Vector.Min(otherLow, Vector.Min(vectors[2], vectors[3]));
                otherHigh = Vector.Max(otherHigh, Vector.Max(vectors[2], vectors[3]));
            }

            (low, high) = (Vector.Min(low, otherLow), Vector.Max(high, otherHigh));
            for (var i = 0; i < Vector<long>.Count; i++)
            {
                min = Math.Min(min, low[i]);
                max = Math.Max(max, high[i]);
            }

            times = times[(times.Length / Block * Block)..];
        }

        foreach (var time in times)
        {
            min = Math.Min(min, time);
            max = Math.Max(max, time);
        }

        return (min, max);
    }

    /// <summary>How many times are before <paramref name="limit"/>.</summary>
    public static int CountBelow(ReadOnlySpan<long> times, long limit)
    {
        var bound = new Vector<long>(limit);
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(times);
        var counts = Vector<long>.Zero;
        foreach (var vector in vectors)
        {
            // What holds is all ones, which is minus one.
            counts -= Vector.LessThan(vector, bound);
        }

        var count = (int)Vector.Sum(counts);
        foreach (var time in times[(vectors.Length * Vector<long>.Count)..])
        {
            count += time < limit ? 1 : 0;
        }

        return count;
    }

    /// <summary>How many times from the first on are not greater than <paramref name="limit"/>.</summary>
    public static int CountUpTo(ReadOnlySpan<long> times, long limit)
    {
        var i = 0;
        var most = new Vector<long>(limit);
        for (var vectors = MemoryMarshal.Cast<long, Vector<long>>(times); vectors.Length >= Together; vectors = vectors[Together..])
        {
            var greater = Vector.GreaterThan(vectors[0], most) | Vector.GreaterThan(vectors[1], most) | Vector.GreaterThan(vectors[2], most) | Vector.GreaterThan(vectors[3], most);
            if (greater != Vector<long>.Zero)
            {
                break;
            }

            i += Block;
        }

        while (i < times.Length && times[i] <= limit)
        {
            i++;
        }

        return i;
    }

    /// <summary>How many times from the first on lie in [<paramref name="start"/>, <paramref name="end"/>).</summary>
    public static int RunLength(ReadOnlySpan<long> times, long start, long end)
    {
        var i = 0;

        // Of numbers without a sign, one comparison of the distance from the start says both; of those with a sign, if all are moved down by half of their range.
        var (origin, length) = (new Vector<long>(unchecked(start + long.MinValue)), new Vector<long>(unchecked(end - start + long.MinValue)));
        for (var vectors = MemoryMarshal.Cast<long, Vector<long>>(times); vectors.Length >= Together; vectors = vectors[Together..])
        {
            var within = Vector.LessThan(vectors[0] - origin, length) & Vector.LessThan(vectors[1] - origin, length)
                & Vector.LessThan(vectors[2] - origin, length) & Vector.LessThan(vectors[3] - origin, length);
            if (within != Vector<long>.AllBitsSet)
            {
                break;
            }

            i += Block;
        }

        while (i < times.Length && start <= times[i] && times[i] < end)
        {
            i++;
        }

        return i;
    }
}
