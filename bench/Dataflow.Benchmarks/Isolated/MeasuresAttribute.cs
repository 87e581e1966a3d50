namespace Dataflow.Benchmarks.Isolated;

/// <summary>Says of a benchmark class what one invocation of each of its benchmarks does.</summary>
/// <param name="workload">The name of the workload.</param>
/// <param name="events">How many events an invocation takes.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MeasuresAttribute(string workload, int events) : Attribute
{
    public string Workload => workload;

    public int Events => events;
}
