namespace Dataflow.Engine.Steps;

/// <summary>What a step has counted. Written by the step's own thread; read when a run has ended, or for progress.</summary>
internal sealed class StepCounters(string name, StepKind kind = StepKind.Other)
{
    public string Name { get; } = name;

    /// <summary>Elements that came in.</summary>
    public long In;

    /// <summary>Elements that went out, late ones not among them.</summary>
    public long Out;

    /// <summary>Elements that a filter took away.</summary>
    public long Filtered;

    /// <summary>Elements times their windows.</summary>
    public long Assigned;

    /// <summary>Elements that are in no window.</summary>
    public long Unassigned;

    /// <summary>Elements dropped from a window because it had expired.</summary>
    public long Expired;

    /// <summary>Elements dropped from a window because its trigger had finished.</summary>
    public long Closed;

    /// <summary>Retractions that went out.</summary>
    public long Retractions;

    /// <summary>Elements, in each of their windows, that some pane has emitted.</summary>
    public long InPanes;

    /// <summary>Elements in open windows that no pane has emitted. Zero when a run has ended.</summary>
    public long Pending;

    /// <summary>Whether nothing was lost (law 4), when a run has ended.</summary>
    public bool IsBalanced => Pending == 0 && kind switch
    {
        StepKind.Filter => In == Out + Filtered,
        StepKind.Grouping => Assigned == InPanes + Expired + Closed,
        _ => true,
    };

    /// <summary>Counters of the same step, at zero.</summary>
    public StepCounters Fresh() => new(Name, kind);

    public void Add(StepCounters other)
    {
        In += other.In;
        Out += other.Out;
        Filtered += other.Filtered;
        Assigned += other.Assigned;
        Unassigned += other.Unassigned;
        Expired += other.Expired;
        Closed += other.Closed;
        Retractions += other.Retractions;
        InPanes += other.InPanes;
        Pending += other.Pending;
    }
}
