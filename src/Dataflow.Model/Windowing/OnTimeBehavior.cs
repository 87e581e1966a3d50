namespace Dataflow.Windowing;

/// <summary>Whether a pane is emitted when the watermark passes a window's end and nothing is new in it.</summary>
/// <remarks>Source: semantics, choice 5 and rule 32.</remarks>
public enum OnTimeBehavior
{
    /// <summary>Always. The default.</summary>
    FireAlways,

    /// <summary>Only if there is something new.</summary>
    FireIfNonEmpty,
}
