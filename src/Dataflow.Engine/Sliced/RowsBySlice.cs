namespace Dataflow.Engine.Sliced;

/// <summary>Divides rows of a batch by the slices that they are in. The rows of a slice stay in their order, and come to stand one behind the other.</summary>
internal sealed class RowsBySlice<TKey, TValue, TAccumulator>(SliceGrid grid, SliceList<TKey, TAccumulator> slices, int batchSize)
{
    private Part[] parts = new Part[8];
    private int[] partOf = new int[batchSize];
    private int[] unordered = new int[batchSize];
    private int[] rows = new int[batchSize];
    private TKey[] keys = new TKey[batchSize];
    private TValue[] values = new TValue[batchSize];
    private int count;
    private int current;
    private int previous;

    /// <summary>How many slices there are rows in.</summary>
    public int PartCount { get; private set; }

    /// <summary>Forgets all rows, and makes room for so many.</summary>
    public void Clear(int capacity)
    {
        (count, PartCount, current, previous) = (0, 0, 0, 0);
        parts[0] = default;
        if (rows.Length < capacity)
        {
            (partOf, unordered, rows) = (new int[capacity], new int[capacity], new int[capacity]);
            (keys, values) = (new TKey[capacity], new TValue[capacity]);
        }
    }

    public void Add(int row, long time)
    {
        ref var part = ref parts[current];
        if (time < part.Start || time >= part.End)
        {
            (current, previous) = (previous, current);
            part = ref parts[current];
            if (time < part.Start || time >= part.End)
            {
                current = PartWith(time);
                part = ref parts[current];
            }
        }

        part.Count++;
        partOf[count] = current;
        unordered[count++] = row;
    }

    /// <summary>Puts the keys and values of the rows in the order of the slices.</summary>
    public void Divide(ReadOnlySpan<TKey> allKeys, ReadOnlySpan<TValue> allValues)
    {
        var offset = 0;
        foreach (ref var part in parts.AsSpan(0, PartCount))
        {
            (part.Next, offset) = (offset, offset + part.Count);
        }

        for (var i = 0; i < count; i++)
        {
            var place = parts[partOf[i]].Next++;
            var row = unordered[i];
            rows[place] = row;
            keys[place] = allKeys[row];
            values[place] = allValues[row];
        }
    }

    /// <summary>The rows of a slice, and their keys and values.</summary>
    public Slice<TKey, TAccumulator> PartAt(int index, out ReadOnlySpan<int> itsRows, out ReadOnlySpan<TKey> itsKeys, out ReadOnlySpan<TValue> itsValues)
    {
        ref readonly var part = ref parts[index];
        var start = part.Next - part.Count;
        itsRows = rows.AsSpan(start, part.Count);
        itsKeys = keys.AsSpan(start, part.Count);
        itsValues = values.AsSpan(start, part.Count);
        return part.Slice;
    }

    private int PartWith(long time)
    {
        var number = grid.SliceAt(time);
        var slice = slices.FindOrAdd(number);
        if (slice.Part < PartCount && parts[slice.Part].Slice == slice)
        {
            return slice.Part;
        }

        if (PartCount == parts.Length)
        {
            Array.Resize(ref parts, PartCount * 2);
        }

        var (start, end) = grid.BoundsOf(number);
        parts[PartCount] = new Part { Slice = slice, Start = start, End = end };
        return slice.Part = PartCount++;
    }

    private struct Part
    {
        public Slice<TKey, TAccumulator> Slice;
        public long Start;
        public long End;
        public int Count;
        public int Next;
    }
}
