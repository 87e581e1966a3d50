namespace Dataflow.Testing;

/// <summary>What a selection says of insertions and retractions.</summary>
internal enum Signs
{
    /// <summary>Nothing: right only where no pane is a retraction.</summary>
    Unsaid,

    Insertions,
    Retractions,
    FinalState,
}
