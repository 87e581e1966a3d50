namespace Dataflow.Running;

/// <summary>How the local runner runs a pipeline. None of it changes a result (law 2).</summary>
/// <remarks>
/// It does change how the calls to different sinks interleave, and how far sinks have come when a run fails: by up to the batch
/// in which the failure is.
/// </remarks>
public sealed record RunOptions
{
    /// <summary>
    /// How many workers share each grouping step, from 1, the default, to 256: its keys, or any parts of its input where the combine function
    /// merges exactly. With more than one, key and value selectors and combine functions are called on several threads, the one that reads the source among them:
    /// a grouping step has as many threads as workers.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside that range.</exception>
    public int Parallelism
    {
        get;
        init => field = value is >= 1 and <= 256
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"The parallelism must be from 1 to 256, but it is {value}.");
    }
    = 1;

    /// <summary>How many elements operators exchange at a time, from 1 to 1,048,576; 4,096 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is outside that range.</exception>
    public int BatchSize
    {
        get;
        init => field = value is >= 1 and <= 1 << 20
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"The batch size must be from 1 to {1 << 20}, but it is {value}.");
    }
    = 4096;

    /// <summary>Whether every grouping takes the general layout, also where a special one serves: to compare them.</summary>
    internal bool GeneralLayout { get; init; }

    /// <summary>Is told after each batch how far the run is. None by default.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>Holds the run back to the pace of the recording. None by default: the run is as fast as it can be.</summary>
    public Pacing? Pacing { get; init; }
}
