using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Unicode;
using Dataflow.Files.Bytes;
using Dataflow.Files.Text;

namespace Dataflow.Files.Records;

/// <content>Rows that are split many at once, and then taken one by one.</content>
internal sealed partial class CsvRow
{
    /// <summary>So many rows are split at once.</summary>
    public const int MostAhead = 64;

    // So many cells, unless one row has more.
    private const int MostBounds = 2048;

    // How many rows behind this one are split.
    private int ahead;

    /// <summary>
    /// Splits rows that begin at the position of the block, as many as are without quotes, have as many cells as they should, and are valid UTF-8; the others, and what
    /// is near the end of the block, are left to <see cref="Scan"/>.
    /// </summary>
    /// <returns>False if there is none.</returns>
    public bool TryScanAhead(ByteBlock block, int columns)
    {
        Debug.Assert(columns > 1, "A blank line is told from a row by its bounds.");
        var rows = FindBounds(block, columns, out var isAscii);
        if (!isAscii)
        {
            rows = CountValid(block, columns, rows);
        }

        (isQuoted, LineBreaks, MayNotBeAscii, Count, first, ahead) = (false, 0, false, columns, -columns, rows);
        return rows > 0;
    }

    /// <summary>Goes to the next of the rows that were split at once.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryMoveNext(ByteBlock block)
    {
        if (ahead == 0)
        {
            return false;
        }

        ahead--;
        first += Count;
        var lineEnd = bounds[first + Count];
        Next = lineEnd + 1;
        end = TextEnd(block, bounds[first + Count - 1] + 1, lineEnd);
        return true;
    }

    // How many rows have their bounds. The bound in front of a row is the line end of the one before.
    private int FindBounds(ByteBlock block, int columns, out bool isAscii)
    {
        var most = columns * Math.Clamp(MostBounds / columns, 1, MostAhead);
        bounds[0] = block.Position - 1;
        ref var origin = ref MemoryMarshal.GetArrayDataReference(block.Bytes);
        var seen = Vector512<byte>.Zero;
        var (count, rowEnd, isGoing) = (0, columns, true);
        for (var from = block.Position; isGoing && count < most && block.End - from >= Vector512<byte>.Count; from += Vector512<byte>.Count)
        {
            var vector = Vector512.LoadUnsafe(ref origin, (nuint)from);
            var lineEnds = Vector512.Equals(vector, Vector512.Create((byte)'\n')).ExtractMostSignificantBits();
            var separators = Vector512.Equals(vector, Vector512.Create((byte)',')).ExtractMostSignificantBits() | lineEnds;
            var quotes = Vector512.Equals(vector, Vector512.Create((byte)'"')).ExtractMostSignificantBits();
            if (quotes != 0)
            {
                lineEnds &= (quotes & (0 - quotes)) - 1;
                isGoing = false;
            }

            seen |= vector;
            for (; lineEnds != 0; lineEnds &= lineEnds - 1, rowEnd += columns)
            {
                if (count + BitOperations.PopCount(separators & (lineEnds ^ (lineEnds - 1))) != rowEnd)
                {
                    isGoing = false;
                    break;
                }
            }

            count = AddBounds(separators, from, count);
        }

        // The last 64 bytes may end more rows than were wanted.
        isAscii = seen.ExtractMostSignificantBits() == 0;
        return Math.Min(rowEnd, most + columns) / columns - 1;
    }

    // How many rows come before the first byte that is not UTF-8.
    private int CountValid(ByteBlock block, int columns, int rows)
    {
        var bytes = block.Bytes.AsSpan(block.Position, bounds[rows * columns] + 1 - block.Position);
        if (Utf8.IsValid(bytes))
        {
            return rows;
        }

        var valid = block.Position + Utf8Prefix.Measure(bytes);
        while (rows > 0 && bounds[rows * columns] >= valid)
        {
            rows--;
        }

        return rows;
    }
}
