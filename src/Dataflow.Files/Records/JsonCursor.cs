using System.Text.Json;
using System.Text.Unicode;
using Dataflow.Files.Bytes;
using Dataflow.Files.Text;

namespace Dataflow.Files.Records;

/// <summary>Goes through a JSON Lines file.</summary>
internal sealed class JsonCursor(string file, ByteBlock block, Projection projection) : RecordCursor(file, block, projection)
{
    private readonly JsonFields fields = new(projection);
    private bool isStarted;
    private long linesBefore;
    private int searched;
    private int recordEnd;

    public override RecordStatus Read()
    {
        if (!TryStart())
        {
            return RecordStatus.NeedsBytes;
        }

        while (TryFindLine())
        {
            Forget();
            if (new JsonLineScanner(Block.Bytes, RecordStart, recordEnd).TryScan(fields, Slots))
            {
                CopyDoubles();
                return RecordStatus.Event;
            }

            // A line that gave up half way may have left values behind.
            Forget();
            var status = ReadExactly();
            if (status != RecordStatus.NeedsBytes)
            {
                return status;
            }
        }

        return Block.IsComplete ? RecordStatus.End : RecordStatus.NeedsBytes;
    }

    /// <summary>The serializer's verdict on the record, at its place.</summary>
    public RecordingException Refuse(JsonException e)
    {
        var json = RecordJson();
        var start = RecordStart + Block.Bytes.AsSpan(RecordStart, recordEnd - RecordStart).IndexOf(json);
        if (e.Path is ['$', '.', .. var name] && JsonLineReader.Find(json, name) is var (place, length))
        {
            return ErrorAt(start + place, $"\"{name}\" cannot be read: {Excerpt.Of(json.Slice(place, length))}", e);
        }

        return ErrorAt(start, Reason(e), e);
    }

    /// <summary>The record as it is written, without the space around it.</summary>
    public override ReadOnlySpan<byte> RecordJson() => Block.Bytes.AsSpan(RecordStart, recordEnd - RecordStart).Trim(" \t\r"u8);

    protected override int Decode(int slot, ReadOnlySpan<byte> raw, Span<byte> destination)
    {
        ref readonly var s = ref this[slot];
        var reader = new Utf8JsonReader(Block.Bytes.AsSpan(s.Start - 1, s.Length + 2));
        reader.Read();
        try
        {
            return reader.CopyString(destination);
        }
        catch (InvalidOperationException e)
        {
            throw ErrorAt(s.Start - 1, $"\"{Projection.Fields[slot].Name}\" has half of a surrogate pair: {Excerpt.Of(reader.ValueSpan)}", e);
        }
    }

    private bool TryStart() => isStarted || (isStarted = TrySkipMark());

    private bool TryFindLine()
    {
        var rest = Block.Rest;
        var newline = rest[searched..].IndexOf((byte)'\n');
        if (newline < 0)
        {
            // What was searched is not searched again when more bytes have come.
            searched = rest.Length;
            if (!Block.IsComplete || rest.IsEmpty)
            {
                return false;
            }
        }

        RecordStart = Block.Position;
        recordEnd = newline < 0 ? Block.End : Block.Position + searched + newline;
        Block.Position = newline < 0 ? Block.End : recordEnd + 1;
        searched = 0;
        Line = ++linesBefore;
        return true;
    }

    /// <summary>Reads what the scanner does not; <see cref="RecordStatus.NeedsBytes"/> if the line is blank.</summary>
    private RecordStatus ReadExactly()
    {
        var line = Block.Bytes.AsSpan(RecordStart, recordEnd - RecordStart);
        if (line.Trim(" \t\r"u8).IsEmpty)
        {
            return RecordStatus.NeedsBytes;
        }

        if (!Utf8.IsValid(line))
        {
            var valid = Utf8Prefix.Measure(line);
            throw ErrorAt(RecordStart + valid, $"not UTF-8: byte 0x{line[valid]:X2}");
        }

        string? control;
        Slot value;
        try
        {
            if (!JsonLineReader.Read(line, RecordStart, fields, Slots, out control, out value))
            {
                throw Error($"the line is JSON but not an object: {Excerpt.Of(RecordJson())}");
            }
        }
        catch (JsonException e)
        {
            var place = Math.Clamp((int)(e.BytePositionInLine ?? 0), 0, line.Length);
            throw ErrorAt(RecordStart + place, $"not JSON: {Reason(e)}", e);
        }

        if (control is null)
        {
            CopyDoubles();
            return RecordStatus.Event;
        }

        return ReadControl(control, value);
    }

    private RecordStatus ReadControl(string name, Slot value)
    {
        var status = name switch
        {
            "$watermark" => RecordStatus.Watermark,
            "$processingTime" => RecordStatus.ProcessingTime,
            _ => throw Error($"\"{name}\" is no control record: there are \"$watermark\" and \"$processingTime\""),
        };
        var text = Block.Bytes.AsSpan(value.Start, value.Length);
        var isTime = value.Kind switch
        {
            SlotKind.String when value.IsEscaped => TimestampText.TryParseIso(Unescaped(value), out var ticks, allowInfinity: true) && Keep(ticks),
            SlotKind.String => TimestampText.TryParseIso(text, out var ticks, allowInfinity: true) && Keep(ticks),
            SlotKind.Number => TimestampText.TryParseUnixMilliseconds(text, out var ticks) && Keep(ticks),
            _ => false,
        };
        if (isTime)
        {
            return status;
        }

        var isString = value.Kind == SlotKind.String;
        var shown = isString ? Block.Bytes.AsSpan(value.Start - 1, value.Length + 2) : text;
        throw ErrorAt(isString ? value.Start - 1 : value.Start, $"\"{name}\" is not a time: {Excerpt.Of(shown)}");
    }

    private bool Keep(long ticks)
    {
        ControlTicks = ticks;
        return true;
    }

    private byte[] Unescaped(Slot value)
    {
        var text = new byte[value.Length];
        var reader = new Utf8JsonReader(Block.Bytes.AsSpan(value.Start - 1, value.Length + 2));
        reader.Read();
        try
        {
            return text[..reader.CopyString(text)];
        }
        catch (InvalidOperationException)
        {
            return [];
        }
    }

    private void CopyDoubles()
    {
        foreach (var (from, to) in fields.Copies)
        {
            Slots[to] = Slots[from];
        }
    }

    /// <summary>The reader's message without the place, which it counts from 0 in a line of its own.</summary>
    private static string Reason(JsonException e)
    {
        var end = e.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        end = end < 0 ? e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal) : end;
        return (end < 0 ? e.Message : e.Message[..end]).TrimEnd('.');
    }
}
