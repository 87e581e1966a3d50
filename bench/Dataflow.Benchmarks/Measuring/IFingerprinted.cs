namespace Dataflow.Benchmarks.Measuring;

/// <summary>A result with a hash that is the same in every process, so that two sets of results can be compared by their sums of it.</summary>
public interface IFingerprinted
{
    ulong Fingerprint { get; }
}
