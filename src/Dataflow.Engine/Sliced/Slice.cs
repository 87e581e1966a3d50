using Dataflow.Engine.Keyed;

namespace Dataflow.Engine.Sliced;

/// <summary>What came in a slice of the time line, by key.</summary>
internal sealed class Slice<TKey, TAccumulator> : RowTaker
{
    private long[] sequences = [];
    private int[] places = [];
    private PartialSum<TAccumulator>[] rests = [];

    public long Number { get; private set; }

    public CellTable<TKey, TAccumulator> Cells { get; private set; } = new();

    /// <summary>How many elements the cells hold.</summary>
    public long Elements { get; set; }

    /// <summary>The place of each cell's first element among all of the step.</summary>
    public Span<long> Sequences => sequences.AsSpan(0, Cells.Count);

    /// <summary>Where the sums of each cell's key are. Since a window with the slice was due.</summary>
    public Span<int> Places => places.AsSpan(0, Cells.Count);

    /// <summary>What the slices behind this one, in the front part of the window, hold of each cell's key.</summary>
    public Span<PartialSum<TAccumulator>> Rests => rests.AsSpan(0, Cells.Count);

    public void Open(long number) => Number = number;

    /// <summary>Makes room in the columns for cells that were added.</summary>
    /// <param name="isSummed">Whether a window with the slice was due.</param>
    /// <param name="isInFront">Whether the slice is in the front part of the window.</param>
    public void MakeRoom(bool isSummed, bool isInFront)
    {
        sequences = WithRoom(sequences, Cells.Count);
        places = isSummed ? WithRoom(places, Cells.Count) : places;
        rests = isInFront ? WithRoom(rests, Cells.Count) : rests;
    }

    /// <summary>Empties the slice, for another place on the time line.</summary>
    public void Close()
    {
        RefuseRows();
        Cells = Cells.IsWellFilled ? Cells : new();
        Cells.Clear();
        Elements = 0;
    }

    private static T[] WithRoom<T>(T[] column, int count)
    {
        if (column.Length < count)
        {
            Array.Resize(ref column, Math.Max(count, column.Length * 2));
        }

        return column;
    }
}
