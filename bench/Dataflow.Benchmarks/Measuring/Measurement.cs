namespace Dataflow.Benchmarks.Measuring;

/// <summary>How fast a rival was.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Rival">The rival.</param>
/// <param name="EventsPerSecond">How many events it took a second.</param>
/// <param name="BytesPerEvent">How many bytes it allocated, divided by the number of events.</param>
/// <param name="Ratio">Its events a second, divided by those of the workload's baseline; not a number if that was not measured.</param>
public sealed record Measurement(string Workload, string Rival, double EventsPerSecond, double BytesPerEvent, double Ratio);
