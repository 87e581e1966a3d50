namespace Dataflow.Windowing;

/// <summary>Which event time a pane carries.</summary>
/// <remarks>Source: semantics, rules 16 to 18. Elements that were behind the output watermark when they came do not count.</remarks>
public enum TimestampCombiner
{
    /// <summary>The window's last instant, its end less one tick. The default.</summary>
    EndOfWindow,

    /// <summary>The least event time in the pane.</summary>
    Earliest,

    /// <summary>The greatest event time in the pane.</summary>
    Latest,
}
