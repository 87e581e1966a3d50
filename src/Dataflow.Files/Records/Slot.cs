namespace Dataflow.Files.Records;

/// <summary>Where in the block a value lies: a string without its quotes, anything else as it is written.</summary>
internal readonly struct Slot(int start, int length, SlotKind kind, bool isEscaped = false, bool isQuoted = false)
{
    public readonly int Start = start;
    public readonly int Length = length;
    public readonly SlotKind Kind = kind;

    /// <summary>Whether the bytes are not yet the text: JSON escapes, or doubled quotes in CSV.</summary>
    public readonly bool IsEscaped = isEscaped;

    /// <summary>Whether a quote stands before the bytes.</summary>
    public readonly bool IsQuoted = isQuoted;
}
