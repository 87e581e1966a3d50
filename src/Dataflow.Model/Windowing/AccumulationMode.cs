namespace Dataflow.Windowing;

/// <summary>How the panes of one window relate to each other.</summary>
/// <remarks>Source: paper section 2.3; semantics, rules 56 and 57.</remarks>
public enum AccumulationMode
{
    /// <summary>Each pane holds only what came since the one before.</summary>
    Discarding,

    /// <summary>Each pane holds everything so far.</summary>
    Accumulating,

    /// <summary>Each pane holds everything so far and is preceded by the retraction of the one before.</summary>
    Retracting,
}
