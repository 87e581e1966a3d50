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

    /// <summary>Elements dropped because their window had expired.</summary>
    public long Expired;

    /// <summary>Elements that some pane has emitted.</summary>
    public long InPanes;

    /// <summary>Elements in open windows that no pane has emitted. Zero when a run has ended.</summary>
    public long Pending;

    /// <summary>Whether nothing was lost (law 4), when a run has ended.</summary>
    public bool IsBalanced => Pending == 0 && kind switch
    {
        StepKind.Filter => In == Out + Filtered,
        StepKind.Grouping => In == InPanes + Expired,
        _ => true,
    };

    /// <summary>Counters of the same step, at zero.</summary>
    public StepCounters Fresh() => new(Name, kind);

    public void Add(StepCounters other)
    {
        In += other.In;
        Out += other.Out;
        Filtered += other.Filtered;
        Expired += other.Expired;
        InPanes += other.InPanes;
        Pending += other.Pending;
    }
}
