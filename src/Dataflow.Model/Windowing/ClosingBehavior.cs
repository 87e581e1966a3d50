namespace Dataflow.Windowing;

/// <summary>Whether a pane is emitted when a window expires and nothing is new in it.</summary>
/// <remarks>Source: semantics, choice 5 and rules 27 and 32.</remarks>
public enum ClosingBehavior
{
    /// <summary>Only if there is something new. The default.</summary>
    FireIfNonEmpty,

    /// <summary>Always: every window ends with a pane that says it is the last.</summary>
    FireAlways,
}
