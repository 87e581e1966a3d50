namespace Dataflow.Benchmarks.Measuring;

/// <summary>How fast a rival was.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Rival">The rival.</param>
/// <param name="EventsPerSecond">How many events it took a second.</param>
/// <param name="BytesPerEvent">How many bytes it allocated for an event.</param>
/// <param name="Ratio">Its events a second, divided by those of the workload's baseline; not a number if that was not measured.</param>
/// <param name="Events">How many events a run took.</param>
public sealed record Measurement(string Workload, string Rival, double EventsPerSecond, double BytesPerEvent, double Ratio, int Events);
