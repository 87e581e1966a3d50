namespace Dataflow.Benchmarks.Measuring;

/// <summary>One way to compute a workload's query.</summary>
public interface IRival<TEvent, TResult>
{
    string Name { get; }

    /// <summary>
    /// Whether it goes by the watermark: emits results as they become complete and drops late events. If not, it answers at the
    /// end of the input, and agrees with the others only where nothing is late.
    /// </summary>
    bool HasWatermark { get; }

    /// <summary>
    /// How much of the last run's time went, after the last event, into windows that a stream without an end would still hold open. It does not count
    /// where such windows are so many that they would be most of the work.
    /// </summary>
    TimeSpan Drain => TimeSpan.Zero;

    /// <summary>Runs the query over all events, sends each result to <paramref name="emit"/>, and gives the number of late events.</summary>
    long Run(TEvent[] events, Action<TResult> emit);
}
