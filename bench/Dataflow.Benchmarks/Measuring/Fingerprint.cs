namespace Dataflow.Benchmarks.Measuring;

/// <summary>Mixes numbers into a 64-bit hash (the finalizer of SplitMix64).</summary>
public static class Fingerprint
{
    public static ulong Of(long a, long b, long c) => Mix(Mix(Mix((ulong)a) + (ulong)b) + (ulong)c);

    private static ulong Mix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }
}
