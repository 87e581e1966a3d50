namespace Dataflow.Engine.Steps;

/// <summary>What is checked of a step's counts when a run has ended.</summary>
internal enum StepKind
{
    /// <summary>Nothing: it may let out more or less than comes in.</summary>
    Other,

    /// <summary>What came in went out or was filtered.</summary>
    Filter,

    /// <summary>What came in is in panes or was late.</summary>
    Grouping,
}
