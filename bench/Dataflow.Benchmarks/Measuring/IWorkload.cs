namespace Dataflow.Benchmarks.Measuring;

/// <summary>Something to measure, as far as it can be seen without its types.</summary>
public interface IWorkload
{
    /// <summary>The short name by which it is chosen; several may share one.</summary>
    string Id { get; }

    /// <summary>What it does.</summary>
    string Name { get; }

    /// <summary>Checks that the rivals agree, and measures them.</summary>
    /// <exception cref="InvalidOperationException">They disagree.</exception>
    Report Measure(Effort effort);
}
