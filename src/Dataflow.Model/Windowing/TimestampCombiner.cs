namespace Dataflow.Windowing;

/// <summary>Which event time a pane carries.</summary>
/// <remarks>Source: semantics, rules 16 to 18. An element counts if it was not behind the input watermark when it came, or if its cell holds the output watermark back.</remarks>
public enum TimestampCombiner
{
    /// <summary>The window's last instant, its end less one tick. The default.</summary>
    EndOfWindow,

    /// <summary>The least event time in the pane.</summary>
    Earliest,

    /// <summary>The greatest event time in the pane.</summary>
    Latest,
}
