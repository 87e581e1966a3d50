using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// Divides rows of a batch by the state that they go into, each of which covers a part of the time line: windows, or slices of windows. The rows of a part stay in
/// their order, and come to stand one behind the other, so that each part is folded at one go, however the times of the rows alternate.
/// </summary>
/// <remarks>A failure at a row is kept until the rows before it in the batch are folded, since the first of two failures is the one reported: see <see cref="Fail"/>.</remarks>
internal sealed class DividedRows<TKey, TValue, TOwner>(int batchSize)
    where TOwner : DividedPart
{
    private const int Never = int.MaxValue;
    private const int MaxDirectory = 1 << 14;

    // What rows went into, by time: parts are mostly as long as the first, so that each has a place of its own. An owner that takes other rows by now is passed over.
    private TOwner?[] directory = new TOwner?[8];
    private long origin;
    private ulong reciprocal;
    private Part[] parts = new Part[8];
    private int[] partOf = new int[batchSize];
    private int[] unordered = new int[batchSize];
    private int[] rows = new int[batchSize];
    private TKey[] keys = new TKey[batchSize];
    private TValue[] values = new TValue[batchSize];
    private int count;

    /// <summary>How many parts there are rows in.</summary>
    public int PartCount { get; private set; }

    /// <summary>The first row that failed; beyond all rows if none has.</summary>
    public int FailedRow { get; private set; } = Never;

    /// <summary>What happened at <see cref="FailedRow"/>; null if no row has failed.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Forgets all rows, and makes room for so many.</summary>
    /// <param name="capacity">How many rows there may be.</param>
    /// <param name="owners">Into how many owners they may go, roughly.</param>
    public void Clear(int capacity, int owners)
    {
        (count, PartCount) = (0, 0);
        (FailedRow, Failure) = (Never, null);
        if (rows.Length < capacity)
        {
            (partOf, unordered, rows) = (new int[capacity], new int[capacity], new int[capacity]);
            (keys, values) = (new TKey[capacity], new TValue[capacity]);
        }

        if (directory.Length < owners && directory.Length < MaxDirectory)
        {
            directory = new TOwner?[Math.Min(MaxDirectory, (int)BitOperations.RoundUpToPowerOf2((uint)owners * 2))];
        }
    }

    /// <summary>Adds rows, from one on, as long as they go into owners that rows were added to before, and gives the first that does not.</summary>
    public int AddKnown(ReadOnlySpan<long> times, int row)
    {
        for (row = AddCounted(times, row); row < times.Length; row = AddCounted(times, row))
        {
            var time = times[row];
            if (directory[PlaceOf(time) & (directory.Length - 1)] is not { } owner || time < owner.TakesFrom || time >= owner.TakesUntil)
            {
                break;
            }

            owner.Part = Open(owner);
        }

        return row;
    }

    /// <summary>Adds a row that goes into an owner, and all that are in the same part of the time line from now on.</summary>
    /// <param name="row">The row.</param>
    /// <param name="time">Its time.</param>
    /// <param name="owner">What it goes into.</param>
    /// <param name="start">The first time of the owner's part.</param>
    /// <param name="end">The first time behind it.</param>
    public void Add(int row, long time, TOwner owner, long start, long end)
    {
        if (reciprocal == 0)
        {
            (origin, reciprocal) = (start, ulong.MaxValue / (ulong)(end - start));
        }

        owner.TakeRows(start, end);
        directory[PlaceOf(time) & (directory.Length - 1)] = owner;
        if ((uint)owner.Part >= (uint)PartCount || parts[owner.Part].Owner != owner)
        {
            owner.Part = Open(owner);
        }

        parts[owner.Part].Count++;
        partOf[count] = owner.Part;
        unordered[count++] = row;
    }

    /// <summary>Puts the keys and values of the rows in the order of the parts.</summary>
    public void Divide(ReadOnlySpan<TKey> allKeys, ReadOnlySpan<TValue> allValues)
    {
        var offset = 0;
        foreach (ref var part in parts.AsSpan(0, PartCount))
        {
            (part.Next, offset) = (offset, offset + part.Count);
        }

        var (to, toRows, toKeys, toValues) = (parts, rows, keys, values);
        var from = unordered.AsSpan(0, count);
        var fromParts = partOf.AsSpan(0, count);
        for (var i = 0; i < from.Length; i++)
        {
            var place = to[fromParts[i]].Next++;
            var row = from[i];
            toRows[place] = row;
            toKeys[place] = allKeys[row];
            toValues[place] = allValues[row];
        }
    }

    /// <summary>The rows of a part that are before any that failed, and their keys and values.</summary>
    public TOwner PartAt(int index, out ReadOnlySpan<int> itsRows, out ReadOnlySpan<TKey> itsKeys, out ReadOnlySpan<TValue> itsValues)
    {
        ref readonly var part = ref parts[index];
        var (start, length) = (part.Next - part.Count, part.Count);
        itsRows = rows.AsSpan(start, length);
        if (Failure is not null)
        {
            var place = itsRows.BinarySearch(FailedRow);
            length = place < 0 ? ~place : place;
            itsRows = itsRows[..length];
        }

        itsKeys = keys.AsSpan(start, length);
        itsValues = values.AsSpan(start, length);
        return part.Owner;
    }

    /// <summary>Says that a row failed. Of those behind it none is given any more, and a failure of one of those before it takes its place.</summary>
    public void Fail(int row, Exception failure)
    {
        if (row < FailedRow)
        {
            (FailedRow, Failure) = (row, failure);
        }
    }

    // The time from the origin divided by the length of a part.
    private int PlaceOf(long time) => (int)Math.BigMul((ulong)(time - origin), reciprocal, out _);

    // As long as rows are in parts that are open. In a method of its own without a call, so that what the loop needs is in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int AddCounted(ReadOnlySpan<long> times, int row)
    {
        var (known, toParts, to, at) = (directory, partOf, unordered, count);
        var open = parts.AsSpan(0, PartCount);
        for (; (uint)row < (uint)times.Length; row++)
        {
            var time = times[row];
            if (known[PlaceOf(time) & (known.Length - 1)] is not { } owner || time < owner.TakesFrom || time >= owner.TakesUntil)
            {
                break;
            }

            var place = owner.Part;
            if ((uint)place >= (uint)open.Length || open[place].Owner != owner)
            {
                break;
            }

            open[place].Count++;
            toParts[at] = place;
            to[at++] = row;
        }

        count = at;
        return row;
    }

    private int Open(TOwner owner)
    {
        if (PartCount == parts.Length)
        {
            Array.Resize(ref parts, PartCount * 2);
        }

        parts[PartCount] = new Part { Owner = owner };
        return PartCount++;
    }

    private struct Part
    {
        public TOwner Owner;
        public int Count;
        public int Next;
    }
}
