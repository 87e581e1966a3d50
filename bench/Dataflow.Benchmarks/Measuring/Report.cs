namespace Dataflow.Benchmarks.Measuring;

/// <summary>What a workload has to tell.</summary>
/// <param name="Scores">Its lines of the summary.</param>
/// <param name="Measurements">All rivals.</param>
/// <param name="Tables">Tables of its own.</param>
public sealed record Report(IReadOnlyList<Score> Scores, IReadOnlyList<Measurement> Measurements, IReadOnlyList<Table> Tables);
