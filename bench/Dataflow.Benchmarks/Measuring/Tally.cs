namespace Dataflow.Benchmarks.Measuring;

/// <summary>The consumer that every rival sends its results to: it counts and adds.</summary>
public sealed class Tally<TResult>
    where TResult : IFingerprinted
{
    private long results;
    private ulong checksum;

    public void Add(TResult result)
    {
        results++;
        checksum += result.Fingerprint;
    }

    public Outcome Outcome(long late) => new(results, checksum, late);
}
