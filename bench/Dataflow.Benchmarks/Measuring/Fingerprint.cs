namespace Dataflow.Benchmarks.Measuring;

/// <summary>
/// Makes numbers a 64-bit hash: the sum of odd multiples of them, mixed by the finalizer of SplitMix64. They are mixed once and not one by one, since what a result
/// costs here is in the time of every rival: before that the hash is linear, so that two results collide that differ in all three by certain numbers of millions.
/// </summary>
public static class Fingerprint
{
    public static ulong Of(long a, long b, long c) => Mix(0x27D4EB2F165667C5 + ((ulong)a * 0x9E3779B97F4A7C15) + ((ulong)b * 0xC2B2AE3D27D4EB4F) + ((ulong)c * 0x165667B19E3779F9));

    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
