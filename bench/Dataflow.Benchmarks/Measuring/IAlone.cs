namespace Dataflow.Benchmarks.Measuring;

/// <summary>A workload of which something can be run by itself, for a profiler.</summary>
public interface IAlone : IWorkload
{
    /// <summary>What can be run, again and again and compared with nothing, by the name by which it is chosen. The first is also chosen by the short name of the workload.</summary>
    IEnumerable<(string Name, Action Run)> Subjects(Effort effort);
}
