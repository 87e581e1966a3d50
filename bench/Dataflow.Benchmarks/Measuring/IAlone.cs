namespace Dataflow.Benchmarks.Measuring;

/// <summary>A workload whose subject can be run by itself.</summary>
public interface IAlone
{
    /// <summary>Runs the subject again and again, and measures nothing.</summary>
    void RunAlone(Effort effort);
}
