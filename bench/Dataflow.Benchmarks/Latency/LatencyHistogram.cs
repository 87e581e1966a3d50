using System.Numerics;

namespace Dataflow.Benchmarks.Latency;

/// <summary>Counts times in nanoseconds, to within one part in 64: as many buckets for each power of two.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;

    private readonly long[] counts = new long[64 << SubBits];

    public long Count { get; private set; }

    public long Max { get; private set; }

    public void Add(long nanoseconds)
    {
        var value = (ulong)Math.Max(0, nanoseconds);
        counts[BucketOf(value)]++;
        Count++;
        Max = Math.Max(Max, (long)value);
    }

    /// <summary>A time that at least this share of all does not exceed.</summary>
    public long Percentile(double percent)
    {
        var rank = (long)Math.Ceiling(Count * percent / 100);
        var bucket = 0;
        for (var seen = counts[0]; seen < rank; seen += counts[bucket])
        {
            bucket++;
        }

        return Math.Min(Max, LastOf(bucket));
    }

    // Values under 64 have a bucket each; above, the bits below the first six do not count.
    private static int BucketOf(ulong value)
    {
        var shift = Math.Max(0, BitOperations.Log2(value | 1) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    // The first power of two has its buckets doubled: those from 64 to 127 are of the values 64 to 127.
    private static long LastOf(int bucket)
    {
        var shift = Math.Max(0, (bucket >> SubBits) - 1);
        return ((long)(bucket - (shift << SubBits) + 1) << shift) - 1;
    }
}
