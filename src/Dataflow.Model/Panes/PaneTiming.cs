namespace Dataflow.Panes;

/// <summary>How a pane stands to its window's end: <c>EARLY* ON_TIME? LATE*</c> (rule 30, choice 14).</summary>
public enum PaneTiming : byte
{
    /// <summary>The element was never grouped. Prints as <c>UNKNOWN</c>.</summary>
    Unknown,

    /// <summary>Before the watermark passed the end of the window. Prints as <c>EARLY</c>.</summary>
    Early,

    /// <summary>When the watermark passed the end of the window. Prints as <c>ON_TIME</c>.</summary>
    OnTime,

    /// <summary>After the on-time pane, or in a window that came to be after its end had passed. Prints as <c>LATE</c>.</summary>
    Late,
}
