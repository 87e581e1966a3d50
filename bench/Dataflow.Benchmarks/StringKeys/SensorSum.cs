using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.StringKeys;

/// <summary>The sum of a key in the window that starts at <paramref name="WindowStart"/>, in ticks since the Unix epoch.</summary>
public readonly record struct SensorSum(long WindowStart, string Sensor, long Sum) : IFingerprinted
{
    // The text's own hash differs from process to process, but is the same for all rivals of one.
    public ulong Fingerprint => Measuring.Fingerprint.Of(WindowStart, Sensor.GetHashCode(StringComparison.Ordinal), Sum);
}
