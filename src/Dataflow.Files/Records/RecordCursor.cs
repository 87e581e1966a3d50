using System.Buffers.Binary;
using System.Runtime.Intrinsics;
using System.Text;
using Dataflow.Files.Bytes;
using Dataflow.Files.Text;

namespace Dataflow.Files.Records;

/// <summary>
/// Goes through the records of one file, in place over its <see cref="ByteBlock"/>. What it says of a record holds until the
/// next <see cref="Read"/>.
/// </summary>
internal abstract class RecordCursor(string file, ByteBlock block, Projection projection)
{
    private readonly Slot[] slots = new Slot[projection.Fields.Length];
    private readonly RecentMinute[] minutes = new RecentMinute[projection.Fields.Length];
    private byte[] scratch = [];
    private int scratchLength;

    public string File { get; } = file;

    public Projection Projection { get; } = projection;

    /// <summary>The physical line on which the record starts, from 1.</summary>
    public long Line { get; protected set; } = 1;

    /// <summary>The time that a control record tells.</summary>
    public long ControlTicks { get; protected set; }

    protected ByteBlock Block { get; } = block;

    /// <summary>Memory for JSON that is asked for.</summary>
    protected JsonText Output { get; } = new();

    protected Span<Slot> Slots => slots;

    /// <summary>Where the record starts in the block.</summary>
    protected int RecordStart { get; set; }

    /// <summary>Goes to the next record.</summary>
    /// <exception cref="RecordingException">The record cannot be read; the cursor stands behind it.</exception>
    public abstract RecordStatus Read();

    /// <summary>The record as a JSON object, until the next call of this or <see cref="FieldJson"/>.</summary>
    public abstract ReadOnlySpan<byte> RecordJson();

    /// <summary>A field as JSON, until the next call of this or <see cref="RecordJson"/>.</summary>
    public ReadOnlySpan<byte> FieldJson(int slot)
    {
        Output.Clear();
        WriteField(slot, Output);
        return Output.Written;
    }

    /// <summary>Decodes the text of an escaped value; gives its length.</summary>
    protected abstract int Decode(int slot, ReadOnlySpan<byte> raw, Span<byte> destination);

    public ref readonly Slot this[int slot] => ref slots[slot];

    public SlotKind KindOf(int slot)
    {
        var kind = slots[slot].Kind;
        return kind != SlotKind.Text ? kind : NumberGrammar.IsNumber(Raw(slot)) ? SlotKind.Number : SlotKind.String;
    }

    public ReadOnlySpan<byte> Raw(int slot)
    {
        ref readonly var s = ref slots[slot];
        return Block.Bytes.AsSpan(s.Start, s.Length);
    }

    /// <summary>The bytes from the start of the value on, those behind it among them.</summary>
    public Vector256<byte> Start(int slot) => Vector256.Create<byte>(Block.Bytes.AsSpan(slots[slot].Start, Vector256<byte>.Count));

    /// <summary>The value's text: a string decoded, a number or a JSON value as written, nothing for null.</summary>
    public ReadOnlySpan<byte> TextOf(int slot) => slots[slot].IsEscaped ? Decoded(slot) : Raw(slot);

    public bool TryGetNumber(int slot, out Number number)
    {
        ref readonly var s = ref slots[slot];
        if (s.Kind is SlotKind.Number or SlotKind.Text)
        {
            // The block is padded: eight bytes are there, also at its end.
            return Number.TryParseWhole(BinaryPrimitives.ReadUInt64LittleEndian(Block.Bytes.AsSpan(s.Start)), s.Length, out number)
                || Number.TryParse(Raw(slot), out number);
        }

        number = default;
        return false;
    }

    public bool TryGetTicks(int slot, out long ticks)
    {
        switch (slots[slot].Kind)
        {
            case SlotKind.Text:
                var text = TextOf(slot);
                return minutes[slot].TryParseIso(text, out ticks) || TimestampText.TryParseUnixMilliseconds(text, out ticks);
            case SlotKind.String:
                return minutes[slot].TryParseIso(TextOf(slot), out ticks);
            case SlotKind.Number:
                return TimestampText.TryParseUnixMilliseconds(Raw(slot), out ticks);
            default:
                ticks = 0;
                return false;
        }
    }

    /// <summary>The time in a field that must have one.</summary>
    public long RequireTicks(int slot) => TryGetTicks(slot, out var ticks) ? ticks : throw Error(slot, "is not a time");

    /// <summary>Writes a field as JSON, null if it is missing.</summary>
    public void WriteField(int slot, JsonText output)
    {
        switch (KindOf(slot))
        {
            case SlotKind.Missing or SlotKind.Null:
                output.Append("null"u8);
                break;
            case SlotKind.String:
                output.AppendString(TextOf(slot));
                break;
            default:
                output.Append(Raw(slot));
                break;
        }
    }

    /// <summary>A fault in a field: its name, the problem, and what it holds.</summary>
    public RecordingException Error(int slot, string problem)
    {
        var name = NameOf(slot);
        if (slots[slot].Kind == SlotKind.Missing)
        {
            return ErrorAt(RecordStart, $"no field \"{name}\"");
        }

        try
        {
            return ErrorAt(slots[slot].Start - (slots[slot].IsQuoted ? 1 : 0), $"\"{name}\" {problem}: {Excerpt.Of(FieldJson(slot))}");
        }
        catch (RecordingException e)
        {
            return e;
        }
    }

    /// <summary>A fault in the record as a whole.</summary>
    public RecordingException Error(string problem, Exception? inner = null) => ErrorAt(RecordStart, problem, inner);

    /// <summary>A fault at a place in the block, which is in the record or right behind it.</summary>
    protected RecordingException ErrorAt(int place, string problem, Exception? inner = null)
    {
        var before = Block.Bytes.AsSpan(RecordStart, place - RecordStart);
        var line = Line + before.Count((byte)'\n');
        var column = before.Length - before.LastIndexOf((byte)'\n');
        return new RecordingException(File, line, column, problem, inner) { IsOfOneRecord = true };
    }

    /// <summary>The name of a field as the file has it.</summary>
    protected virtual string NameOf(int slot) => Projection.Fields[slot].Name;

    /// <summary>Forgets what the record before held.</summary>
    protected void Forget()
    {
        Slots.Clear();
        ForgetDecoded();
    }

    /// <summary>As <see cref="Forget"/>, for a cursor that sets all slots anew.</summary>
    protected void ForgetDecoded() => scratchLength = 0;

    /// <summary>Steps over a byte order mark. False if too few bytes are at hand to know.</summary>
    protected bool TrySkipMark()
    {
        var mark = Encoding.UTF8.Preamble;
        var rest = Block.Rest;
        if (rest.Length < mark.Length && !Block.IsComplete && mark.StartsWith(rest))
        {
            return false;
        }

        if (rest.StartsWith(mark))
        {
            Block.Position += mark.Length;
        }

        return true;
    }

    private ReadOnlySpan<byte> Decoded(int slot)
    {
        // Text never grows by decoding. Spans that were handed out stay valid when the scratch array is replaced.
        var raw = Raw(slot);
        if (scratch.Length - scratchLength < raw.Length)
        {
            scratch = new byte[Math.Max(scratch.Length * 2, raw.Length)];
            scratchLength = 0;
        }

        var decoded = scratch.AsSpan(scratchLength);
        decoded = decoded[..Decode(slot, raw, decoded)];
        scratchLength += decoded.Length;
        return decoded;
    }
}
