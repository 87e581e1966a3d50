using System.Numerics;
using System.Runtime.InteropServices;

namespace Dataflow.Engine.Watermarks;

/// <summary>Arithmetic on whole columns of event times.</summary>
internal static class TimeColumn
{
    /// <summary>The least and the greatest of at least one time.</summary>
    public static (long Min, long Max) MinMax(ReadOnlySpan<long> times)
    {
        var min = times[0];
        var max = times[0];
        if (times.Length >= Vector<long>.Count)
        {
            var vectors = MemoryMarshal.Cast<long, Vector<long>>(times);
            var low = vectors[0];
            var high = vectors[0];
            foreach (var vector in vectors)
            {
                low = Vector.Min(low, vector);
                high = Vector.Max(high, vector);
            }

            for (var i = 0; i < Vector<long>.Count; i++)
            {
                min = Math.Min(min, low[i]);
                max = Math.Max(max, high[i]);
            }

            times = times[(vectors.Length * Vector<long>.Count)..];
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
        foreach (var vector in MemoryMarshal.Cast<long, Vector<long>>(times))
        {
            if (Vector.GreaterThanAny(vector, most))
            {
                break;
            }

            i += Vector<long>.Count;
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
        var (low, high) = (new Vector<long>(start), new Vector<long>(end));
        foreach (var vector in MemoryMarshal.Cast<long, Vector<long>>(times))
        {
            if (Vector.LessThanAny(vector, low) || Vector.GreaterThanOrEqualAny(vector, high))
            {
                break;
            }

            i += Vector<long>.Count;
        }

        while (i < times.Length && start <= times[i] && times[i] < end)
        {
            i++;
        }

        return i;
    }
}
