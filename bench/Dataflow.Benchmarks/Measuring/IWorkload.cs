namespace Dataflow.Benchmarks.Measuring;

/// <summary>A query over a stream, with its rivals, as far as it can be seen without its types.</summary>
public interface IWorkload
{
    string Name { get; }

    /// <summary>
    /// Checks that the rivals agree, warms them up, and measures each of them once a round. Each round gives its own ratios, so
    /// what disturbs the machine for longer than a round disturbs both sides of them.
    /// </summary>
    /// <returns>The medians of the rounds.</returns>
    IReadOnlyList<Measurement> MeasureInTurns(int count, int rounds);
}
