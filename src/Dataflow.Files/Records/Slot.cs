namespace Dataflow.Files.Records;

/// <summary>Where in the block a value lies: a string without its quotes, anything else as it is written.</summary>
internal struct Slot(int start, int length, SlotKind kind, bool isEscaped = false, bool isQuoted = false)
{
    private const byte Escaped = 1;
    private const byte Quoted = 2;

    public int Start = start;
    public int Length = length;
    public SlotKind Kind = kind;

    // One field for both, as the compiler keeps structs of up to four fields in registers.
    private byte marks = (byte)((isEscaped ? Escaped : 0) | (isQuoted ? Quoted : 0));

    /// <summary>Whether the bytes are not yet the text: JSON escapes, or doubled quotes in CSV.</summary>
    public readonly bool IsEscaped => (marks & Escaped) != 0;

    /// <summary>Whether a quote stands before the bytes.</summary>
    public readonly bool IsQuoted => (marks & Quoted) != 0;

    /// <summary>Becomes a cell of CSV without quotes. Where it stands: a copy of a slot would wait until all of its parts have been written.</summary>
    public void BecomePlain(int start, int length) => (Start, Length, Kind, marks) = (start, length, length == 0 ? SlotKind.Null : SlotKind.Text, 0);
}
