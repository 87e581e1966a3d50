namespace Dataflow.Running;

/// <summary>What a step counted in a run that has ended.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="In">How many elements came in.</param>
/// <param name="Out">How many elements went out: for a grouping step, panes.</param>
/// <param name="Filtered">How many elements the user's filter took away.</param>
/// <param name="InPanes">For a grouping step, how many elements its panes hold; an element counts in each of its windows.</param>
/// <param name="Late">How many elements a grouping step dropped because they came too late; an element counts in each of its windows.</param>
public sealed record StepResult(string Name, long In, long Out, long Filtered, long InPanes, long Late)
{
    /// <summary>How many of the late elements came after their window had expired.</summary>
    public long Expired { get; init; }

    /// <summary>How many of the late elements came after their window's trigger had finished.</summary>
    public long Closed { get; init; }

    /// <summary>How many elements are in no window (rule 3).</summary>
    public long Unassigned { get; init; }

    /// <summary>How many retractions went out, beside the panes.</summary>
    public long Retractions { get; init; }

    /// <summary>How many windows the step still has: 0, since state ends with the input (law 5).</summary>
    public int OpenWindows { get; init; }

    /// <summary>How many cells, a key in a window each, the step still has: 0.</summary>
    public int OpenCells { get; init; }

    /// <summary>How many timers and holds the step still has: 0.</summary>
    public int PendingTimers { get; init; }
}
