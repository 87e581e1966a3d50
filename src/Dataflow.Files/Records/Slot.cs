namespace Dataflow.Files.Records;

/// <summary>Where in the block a value lies: a string without its quotes, anything else as it is written.</summary>
internal readonly struct Slot(int start, int length, SlotKind kind, bool isEscaped = false, bool isQuoted = false)
{
    private const byte Escaped = 1;
    private const byte Quoted = 2;

    public readonly int Start = start;
    public readonly int Length = length;
    public readonly SlotKind Kind = kind;

    // One field for both, as the compiler keeps structs of up to four fields in registers.
    private readonly byte marks = (byte)((isEscaped ? Escaped : 0) | (isQuoted ? Quoted : 0));

    /// <summary>Whether the bytes are not yet the text: JSON escapes, or doubled quotes in CSV.</summary>
    public bool IsEscaped => (marks & Escaped) != 0;

    /// <summary>Whether a quote stands before the bytes.</summary>
    public bool IsQuoted => (marks & Quoted) != 0;
}
