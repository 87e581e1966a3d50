namespace Dataflow.Benchmarks.Measuring;

/// <summary>A query over a stream, with its rivals, as far as it can be seen without its types.</summary>
public interface IWorkload
{
    string Name { get; }

    /// <summary>Checks that the rivals agree and measures each of them once.</summary>
    IReadOnlyList<Measurement> MeasureOnce(int count);
}
