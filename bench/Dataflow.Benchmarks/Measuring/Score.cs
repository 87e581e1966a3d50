namespace Dataflow.Benchmarks.Measuring;

/// <summary>What came of a workload: a line of the summary.</summary>
/// <param name="Workload">The workload, its short name first.</param>
/// <param name="Rival">What it is compared with, and its figure.</param>
/// <param name="Ours">The engine's figure.</param>
/// <param name="Ratio">The ratio that has a target.</param>
/// <param name="Target">What it must reach.</param>
/// <param name="Aim">What it should reach.</param>
/// <param name="BytesPerEvent">What the engine allocates for each event.</param>
public sealed record Score(string Workload, string Rival, string Ours, string Ratio, string Target, string Aim, string BytesPerEvent)
{
    public static Table ToTable(IEnumerable<Score> scores) => new(
        "summary",
        ["workload", "rival", "ours", "ratio", "target", "aim", "B/event"],
        [.. scores.Select(score => new[] { score.Workload, score.Rival, score.Ours, score.Ratio, score.Target, score.Aim, score.BytesPerEvent })]);
}
