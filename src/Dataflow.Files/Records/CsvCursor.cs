using System.Text;
using System.Text.Unicode;
using Dataflow.Files.Bytes;
using Dataflow.Files.Text;

namespace Dataflow.Files.Records;

/// <summary>Goes through a CSV file with a header: RFC 4180, with lines that end in LF or CRLF. Blank lines are passed over.</summary>
internal sealed class CsvCursor(string file, ByteBlock block, Projection projection) : RecordCursor(file, block, projection)
{
    // Where rows cannot be split many at once, it is not tried for each.
    private const int RowsByThemselves = 16;

    private readonly CsvRow row = new();
    private CsvHeader? header;
    private bool isStarted;
    private bool isResuming;
    private long linesBefore;
    private int rowsUntilAhead;

    public override RecordStatus Read()
    {
        if (!row.TryMoveNext(Block))
        {
            return ReadOther();
        }

        RecordStart = Block.Position;
        Line = ++linesBefore;
        Block.Position = row.Next;
        ForgetDecoded();
        row.Take(header!.Columns, Slots);
        return RecordStatus.Event;
    }

    // A row of which nothing is known.
    private RecordStatus ReadOther()
    {
        if ((header is null || isResuming) && !TryPrepare())
        {
            return Block.IsComplete ? RecordStatus.End : RecordStatus.NeedsBytes;
        }

        if (--rowsUntilAhead < 0 && header!.Count > 1)
        {
            rowsUntilAhead = 0;
            if (row.TryScanAhead(Block, header.Count))
            {
                return Read();
            }

            rowsUntilAhead = RowsByThemselves;
        }

        if (!TryFindRow())
        {
            return Block.IsComplete ? RecordStatus.End : RecordStatus.NeedsBytes;
        }

        ForgetDecoded();
        if (row.MayNotBeAscii || row.Count != header!.Count)
        {
            CheckRow();
        }

        row.Take(header!.Columns, Slots);
        return RecordStatus.Event;
    }

    public override ReadOnlySpan<byte> RecordJson()
    {
        var (output, names) = (Output, header!.PropertyNames);
        output.Clear();
        for (var column = 0; column < names.Length; column++)
        {
            output.Append((byte)(column == 0 ? '{' : ','));
            output.Append(names[column]);
            WriteCell(row[column], output);
        }

        output.Append((byte)'}');
        return output.Written;
    }

    /// <summary>The column's name: it may differ from the field's by case.</summary>
    protected override string NameOf(int slot) =>
        header is not null && header.Columns[slot] is >= 0 and var column ? header.Names[column] : base.NameOf(slot);

    protected override int Decode(int slot, ReadOnlySpan<byte> raw, Span<byte> destination) => CsvRow.Unquote(raw, destination);

    private void WriteCell(in Slot cell, JsonText output)
    {
        var raw = Block.Bytes.AsSpan(cell.Start, cell.Length);
        if (cell.Kind == SlotKind.Null)
        {
            output.Append("null"u8);
        }
        else if (cell.Kind == SlotKind.Text && NumberGrammar.IsNumber(raw))
        {
            output.Append(raw);
        }
        else
        {
            output.AppendString(cell.IsEscaped ? Unquoted(raw) : raw);
        }
    }

    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> raw)
    {
        var text = new byte[raw.Length];
        return text.AsSpan(0, CsvRow.Unquote(raw, text));
    }

    /// <summary>Finds the next row that is not blank, and steps over it.</summary>
    private bool TryFindRow()
    {
        while (true)
        {
            RecordStart = Block.Position;
            Line = linesBefore + 1;
            if (Block.Position == Block.End)
            {
                return false;
            }

            switch (row.Scan(Block))
            {
                case CsvRowStatus.Incomplete:
                    return false;
                case CsvRowStatus.Blank:
                    linesBefore++;
                    Block.Position = row.Next;
                    break;
                case CsvRowStatus.Complete:
                    linesBefore += 1 + row.LineBreaks;
                    Block.Position = row.Next;
                    return true;
                default:
                    throw Broken();
            }
        }
    }

    private RecordingException Broken()
    {
        var error = ErrorAt(row.FaultPlace, row.Fault!);
        if (header is null)
        {
            return new RecordingException(File, error.Line, error.Column, error.Problem);
        }

        // Where a broken row ends is a guess: the end of the line with the fault.
        linesBefore = error.Line - 1;
        Block.Position = row.FaultPlace;
        isResuming = true;
        return error;
    }

    /// <summary>Comes to where a row may begin: behind the header, or behind the line of a fault. False if the bytes at hand end before that.</summary>
    private bool TryPrepare()
    {
        if (!isStarted && !(isStarted = TrySkipMark()))
        {
            return false;
        }

        if (isResuming && !TryResume())
        {
            return false;
        }

        if (header is null)
        {
            if (!TryFindRow())
            {
                return Block.IsComplete ? throw new RecordingException(File, "the file is empty: a CSV file has a header line") : false;
            }

            ReadHeader();
        }

        return true;
    }

    private bool TryResume()
    {
        var newline = Block.Rest.IndexOf((byte)'\n');
        if (newline < 0)
        {
            Block.Position = Block.End;
            return false;
        }

        Block.Position += newline + 1;
        linesBefore++;
        isResuming = false;
        return true;
    }

    private void CheckRow()
    {
        if (row.MayNotBeAscii)
        {
            var bytes = Block.Bytes.AsSpan(RecordStart, row.Next - RecordStart);
            if (!Utf8.IsValid(bytes))
            {
                var valid = Utf8Prefix.Measure(bytes);
                throw ErrorAt(RecordStart + valid, $"not UTF-8: byte 0x{bytes[valid]:X2}");
            }
        }

        if (header is not null && row.Count != header.Count)
        {
            var place = row.Count > header.Count ? row.PlaceOf(header.Count) : row.EndOfLast;
            throw ErrorAt(place, $"{Fields(row.Count)} where the header has {Fields(header.Count)}");
        }
    }

    private static string Fields(int count) => count == 1 ? "1 field" : $"{count} fields";

    private void ReadHeader()
    {
        try
        {
            CheckRow();
        }
        catch (RecordingException e)
        {
            throw new RecordingException(File, e.Line, e.Column, e.Problem);
        }

        var names = new string[row.Count];
        for (var column = 0; column < names.Length; column++)
        {
            var cell = row[column];
            var raw = Block.Bytes.AsSpan(cell.Start, cell.Length);
            names[column] = Encoding.UTF8.GetString(cell.IsEscaped ? Unquoted(raw) : raw);
        }

        header = CsvHeader.Match(names, Projection, out var problem)
            ?? throw new RecordingException(File, Line, 1, problem);
    }
}
