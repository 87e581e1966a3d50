namespace Dataflow;

/// <summary>Why an element was dropped (choice 8).</summary>
public enum LateReason : byte
{
    /// <summary>The watermark has passed the end of its window plus the allowed lateness (rule 24).</summary>
    Expired,

    /// <summary>The window's trigger has finished (rule 26).</summary>
    Closed,
}
