namespace Dataflow.Benchmarks.Measuring;

/// <summary>A workload whose subject can be run by itself.</summary>
public interface IAlone
{
    /// <summary>Runs the subject again and again, compares it with nothing, and says what an event took.</summary>
    void RunAlone(Effort effort);
}
