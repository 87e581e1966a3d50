using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Dataflow.Files.Bytes;

namespace Dataflow.Files.Records;

/// <summary>
/// Splits rows of CSV into cells. Rows without quotes, the usual case, are split in one pass over vectors of 64 bytes, many at once if they have
/// as many cells as they should; at the first quote the row is read again, a cell at a time.
/// </summary>
internal sealed partial class CsvRow
{
    private const int AtOnce = 8;

    // The commas and the line end of a row without quotes, and before them the place in front of the row.
    private int[] bounds = new int[128];
    private Slot[] cells = new Slot[64];
    private bool isQuoted;

    // Where the row begins in the bounds, and where its last cell ends, which is not its bound if the line ends in CR LF.
    private int first;
    private int end;

    /// <summary>How many cells the row has.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next row starts.</summary>
    public int Next { get; private set; }

    /// <summary>How many line breaks are inside quotes.</summary>
    public int LineBreaks { get; private set; }

    /// <summary>Whether bytes of the row or right behind it are not ASCII.</summary>
    public bool MayNotBeAscii { get; private set; }

    /// <summary>What is wrong with a broken row.</summary>
    public string? Fault { get; private set; }

    /// <summary>Where a broken row is wrong.</summary>
    public int FaultPlace { get; private set; }

    /// <summary>Where the last cell ends.</summary>
    public int EndOfLast => isQuoted ? cells[Count - 1].Start + cells[Count - 1].Length : end;

    /// <summary>The cell of a column.</summary>
    public Slot this[int column] => isQuoted ? cells[column] : CellOf(column);

    /// <summary>Takes the cells of some columns; those of columns that are not there are missing.</summary>
    public void Take(ReadOnlySpan<int> columns, Span<Slot> into)
    {
        into = into[..columns.Length];
        if (isQuoted)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                into[i] = columns[i] < 0 ? default : cells[columns[i]];
            }

            return;
        }

        var places = bounds.AsSpan(first, Count + 1);
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i] is >= 0 and var column)
            {
                var start = places[column] + 1;
                into[i].BecomePlain(start, places[column + 1] - start);
            }
            else
            {
                into[i] = default;
            }
        }

        if (end != places[^1])
        {
            TakeLast(columns, into);
        }
    }

    /// <summary>Where a cell begins as it is written, its quote included.</summary>
    public int PlaceOf(int column) =>
        this[column] is var cell && cell.IsQuoted ? cell.Start - 1 : cell.Start;

    /// <summary>Takes the quotes off that stand for one: the text in a quoted cell. Gives the length of the text.</summary>
    public static int Unquote(ReadOnlySpan<byte> raw, Span<byte> text)
    {
        var length = 0;
        while (!raw.IsEmpty)
        {
            var quote = raw.IndexOf((byte)'"');
            var run = quote < 0 ? raw : raw[..(quote + 1)];
            run.CopyTo(text[length..]);
            length += run.Length;
            raw = quote < 0 ? [] : raw[(quote + 2)..];
        }

        return length;
    }

    /// <summary>Splits the row at the position of the block, which is not at its end.</summary>
    public CsvRowStatus Scan(ByteBlock block)
    {
        (isQuoted, LineBreaks, MayNotBeAscii) = (false, 0, false);
        (first, ahead) = (0, 0);
        var start = block.Position;
        var end = block.End;
        bounds[0] = start - 1;
        var count = 0;
        ref var origin = ref MemoryMarshal.GetArrayDataReference(block.Bytes);
        var seen = Vector512<byte>.Zero;
        for (var from = start; from < end; from += Vector512<byte>.Count)
        {
            // The block is padded: the load may reach past the end, and what it finds there is masked.
            var vector = Vector512.LoadUnsafe(ref origin, (nuint)from);
            var inBlock = end - from < Vector512<byte>.Count ? (1UL << (end - from)) - 1 : ulong.MaxValue;
            var lineEnds = Vector512.Equals(vector, Vector512.Create((byte)'\n')).ExtractMostSignificantBits() & inBlock;
            var inRow = lineEnds == 0 ? inBlock : (lineEnds & (0 - lineEnds)) - 1;
            if ((Vector512.Equals(vector, Vector512.Create((byte)'"')).ExtractMostSignificantBits() & inRow) != 0)
            {
                return ScanQuoted(block);
            }

            seen |= vector;
            count = AddBounds(Vector512.Equals(vector, Vector512.Create((byte)',')).ExtractMostSignificantBits() & inRow, from, count);
            if (lineEnds != 0)
            {
                MayNotBeAscii = seen.ExtractMostSignificantBits() != 0;
                var place = from + BitOperations.TrailingZeroCount(lineEnds);
                bounds[++count] = place;
                return Close(block, count, place + 1);
            }
        }

        if (!block.IsComplete)
        {
            return CsvRowStatus.Incomplete;
        }

        MayNotBeAscii = seen.ExtractMostSignificantBits() != 0;
        bounds[++count] = end;
        return Close(block, count, end);
    }

    /// <summary>Adds the places of the commas among 64 bytes, and leaves room for one more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AddBounds(ulong commas, int from, int count)
    {
        if (bounds.Length - count < Vector512<byte>.Count + AtOnce)
        {
            Array.Resize(ref bounds, bounds.Length * 2);
        }

        // How many commas there are varies from row to row, and a loop of as many turns would be guessed wrong. So they are written eight at a time, and what is
        // too much is written over.
        var added = BitOperations.PopCount(commas);
        for (var done = 0; done < added; done += AtOnce)
        {
            AddFour(ref commas, from, bounds.AsSpan(count + 1 + done, 4));
            AddFour(ref commas, from, bounds.AsSpan(count + 5 + done, 4));
        }

        return count + added;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(ref ulong commas, int from, Span<int> places)
    {
        places[0] = from + BitOperations.TrailingZeroCount(commas);
        commas &= commas - 1;
        places[1] = from + BitOperations.TrailingZeroCount(commas);
        commas &= commas - 1;
        places[2] = from + BitOperations.TrailingZeroCount(commas);
        commas &= commas - 1;
        places[3] = from + BitOperations.TrailingZeroCount(commas);
        commas &= commas - 1;
    }

    /// <summary>The cell of a column of a row without quotes.</summary>
    private Slot CellOf(int column)
    {
        var start = bounds[first + column] + 1;
        var cell = default(Slot);
        cell.BecomePlain(start, (column == Count - 1 ? end : bounds[first + column + 1]) - start);
        return cell;
    }

    // The last cell ends before its bound if the line ends in CR LF.
    private void TakeLast(ReadOnlySpan<int> columns, Span<Slot> into)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            into[i] = columns[i] == Count - 1 ? CellOf(columns[i]) : into[i];
        }
    }

    private CsvRowStatus Close(ByteBlock block, int count, int next)
    {
        (Count, Next) = (count, next);
        end = TextEnd(block, bounds[count - 1] + 1, bounds[count]);
        return count == 1 && end == block.Position ? CsvRowStatus.Blank : CsvRowStatus.Complete;
    }

    // Where the last cell ends, which begins at a place in a line that ends at another.
    private static int TextEnd(ByteBlock block, int start, int lineEnd) => lineEnd > start && block.Bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;

    private CsvRowStatus ScanQuoted(ByteBlock block)
    {
        (isQuoted, MayNotBeAscii, Count) = (true, true, 0);
        var bytes = block.Bytes.AsSpan(0, block.End);
        var place = block.Position;
        while (true)
        {
            var status = place < bytes.Length && bytes[place] == '"'
                ? ScanQuotedCell(block, bytes, ref place)
                : ScanPlainCell(block, bytes, ref place);
            if (status is { } result)
            {
                return result;
            }
        }
    }

    /// <summary>Reads a cell and steps over the comma behind it. Null if the row goes on.</summary>
    private CsvRowStatus? ScanQuotedCell(ByteBlock block, ReadOnlySpan<byte> bytes, ref int place)
    {
        var start = place + 1;
        var isEscaped = false;
        var close = start;
        while (true)
        {
            var quote = bytes[close..].IndexOf((byte)'"');
            if (quote < 0)
            {
                return block.IsComplete ? Break(place, "the quoted field that begins here has no end") : CsvRowStatus.Incomplete;
            }

            close += quote;
            if (close + 1 >= bytes.Length || bytes[close + 1] != '"')
            {
                break;
            }

            isEscaped = true;
            close += 2;
        }

        var after = close + 1;
        if (after < bytes.Length && bytes[after] == '\r' && (after + 1 == bytes.Length || bytes[after + 1] == '\n'))
        {
            after++;
        }

        if (after == bytes.Length && !block.IsComplete)
        {
            return CsvRowStatus.Incomplete;
        }

        LineBreaks += bytes[start..close].Count((byte)'\n');
        Add(new Slot(start, close - start, close == start ? SlotKind.String : SlotKind.Text, isEscaped, isQuoted: true));
        if (after == bytes.Length || bytes[after] == '\n')
        {
            Next = Math.Min(after + 1, bytes.Length);
            return CsvRowStatus.Complete;
        }

        place = after + 1;
        return bytes[after] == ',' ? null : Break(after, "text after the closing quote of a field");
    }

    private CsvRowStatus? ScanPlainCell(ByteBlock block, ReadOnlySpan<byte> bytes, ref int place)
    {
        var start = place;
        var length = bytes[start..].IndexOfAny((byte)',', (byte)'\n', (byte)'"');
        if (length < 0 && !block.IsComplete)
        {
            return CsvRowStatus.Incomplete;
        }

        var stop = length < 0 ? bytes.Length : start + length;
        if (stop < bytes.Length && bytes[stop] == '"')
        {
            return Break(stop, "a quote inside a field that does not begin with one");
        }

        place = stop + 1;
        var isLast = stop == bytes.Length || bytes[stop] == '\n';
        var end = isLast && stop > start && bytes[stop - 1] == '\r' ? stop - 1 : stop;
        Add(new Slot(start, end - start, end == start ? SlotKind.Null : SlotKind.Text));
        Next = Math.Min(place, bytes.Length);
        return isLast ? CsvRowStatus.Complete : null;
    }

    private CsvRowStatus Break(int place, string fault)
    {
        (Fault, FaultPlace) = (fault, place);
        return CsvRowStatus.Broken;
    }

    private void Add(Slot cell)
    {
        if (Count == cells.Length)
        {
            Array.Resize(ref cells, Count * 2);
        }

        cells[Count++] = cell;
    }
}
