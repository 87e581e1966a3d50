using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dataflow.Engine.Keyed;

namespace Dataflow.Engine.Sliced;

/// <summary>
/// Divides rows of a batch by the state that they go into, each of which covers a part of the time line: slices of windows. The rows of a part stay in
/// their order, and come to stand one behind the other, so that each part is folded at one go, however the times of the rows alternate.
/// </summary>
/// <remarks>
/// A failure at a row is kept until the rows before it in the batch are folded, since the first of two failures is the one reported: see <see cref="Fail"/>. Late rows
/// behind a row that fails in its fold may have been emitted by then.
/// </remarks>
internal sealed partial class DividedRows<TKey, TValue, TTaker>
    where TTaker : RowTaker
{
    private const int Never = int.MaxValue;
    private const int MaxDirectory = 1 << 14;

    // What takes rows, by time: each part has a place of its own if all are as long as the first of the batch. Whether a row's time is in the part is looked at, so that
    // parts may also be of any length, and a place may show a part that is gone.
    private RowTicket?[] directory = new RowTicket?[8];
    private PartNumbering numbering;

    private Part[] parts = new Part[8];
    private int[] partOf = [];
    private int[] unordered = [];
    private int[] rows = [];
    private TKey[] keys = [];
    private TValue[] values = [];
    private int count;

    /// <summary>How many parts there are rows in.</summary>
    public int PartCount { get; private set; }

    /// <summary>The first row that failed; beyond all rows if none has.</summary>
    public int FailedRow { get; private set; } = Never;

    /// <summary>What happened at <see cref="FailedRow"/>; null if no row has failed.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Forgets all rows, and makes room for so many.</summary>
    /// <param name="capacity">How many rows there may be.</param>
    /// <param name="takers">By how many they may be taken, roughly.</param>
    public void Clear(int capacity, int takers)
    {
        (count, PartCount) = (0, 0);
        (FailedRow, Failure) = (Never, null);
        if (rows.Length < capacity)
        {
            (partOf, unordered, rows) = (new int[capacity], new int[capacity], new int[capacity]);
            (keys, values) = (new TKey[capacity], new TValue[capacity]);
        }

        if (directory.Length < takers && directory.Length < MaxDirectory)
        {
            directory = new RowTicket?[Math.Min(MaxDirectory, (int)BitOperations.RoundUpToPowerOf2((uint)takers * 2))];
        }
    }

    /// <summary>Adds rows, from one on, as long as it is known what takes them, and gives the first of which it is not.</summary>
    public int AddKnown(ReadOnlySpan<long> times, int row)
    {
        for (row = AddToOpenParts(times, row); row < times.Length; row = AddToOpenParts(times, row))
        {
            var time = times[row];
            if (TicketAt(time) is not { } ticket || time < ticket.From || time >= ticket.Until)
            {
                break;
            }

            Open(ticket);
        }

        return row;
    }

    /// <summary>Adds a row that is taken by <paramref name="taker"/>, as all in the same part of the time line are from now on.</summary>
    /// <param name="row">The row.</param>
    /// <param name="time">Its time.</param>
    /// <param name="taker">What takes it.</param>
    /// <param name="start">The first time of the taker's part.</param>
    /// <param name="end">The first time behind it.</param>
    public void Add(int row, long time, TTaker taker, long start, long end)
    {
        if (PartCount == 0 && !numbering.Suits(start, end))
        {
            numbering = new PartNumbering(start, end);
        }

        taker.TakeRows(start, end);
        var ticket = taker.Ticket;
        directory[numbering.NumberOf(time) & (directory.Length - 1)] = ticket;
        if ((uint)ticket.Part >= (uint)PartCount || parts[ticket.Part].Ticket != ticket)
        {
            Open(ticket);
        }

        parts[ticket.Part].Count++;
        partOf[count] = ticket.Part;
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

    /// <summary>Folds the rows of each part, as far as they are before any that failed.</summary>
    public void Fold(IPartFolder<TKey, TValue, TTaker> folder)
    {
        for (var index = 0; index < PartCount; index++)
        {
            var taker = PartAt(index, out var itsRows, out var itsKeys, out var itsValues);
            var folded = 0;
            try
            {
                folder.Fold(taker, itsRows, itsKeys, itsValues, out folded);
            }
            catch (Exception e)
            {
                Fail(itsRows[Math.Min(folded, itsRows.Length - 1)], e);
            }
        }
    }

    /// <summary>The rows of a part that are before any that failed, and their keys and values.</summary>
    public TTaker PartAt(int index, out ReadOnlySpan<int> itsRows, out ReadOnlySpan<TKey> itsKeys, out ReadOnlySpan<TValue> itsValues)
    {
        ref readonly var part = ref parts[index];
        var (start, size) = (part.Next - part.Count, part.Count);
        itsRows = rows.AsSpan(start, size);
        if (Failure is not null)
        {
            var place = itsRows.BinarySearch(FailedRow);
            size = place < 0 ? ~place : place;
            itsRows = itsRows[..size];
        }

        itsKeys = keys.AsSpan(start, size);
        itsValues = values.AsSpan(start, size);
        return (TTaker)part.Ticket.Taker!;
    }

    /// <summary>Says that a row failed. Of those behind it none is given any more, and a failure of one of those before it takes its place.</summary>
    public void Fail(int row, Exception failure)
    {
        if (row < FailedRow)
        {
            (FailedRow, Failure) = (row, failure);
        }
    }

    private RowTicket? TicketAt(long time) => directory[numbering.NumberOf(time) & (directory.Length - 1)];

    // As long as rows are in parts that are open. In a method of its own without a call, so that what the loop needs is in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int AddToOpenParts(ReadOnlySpan<long> times, int row)
    {
        var (known, numbers, toParts, to, at) = (directory, numbering, partOf, unordered, count);
        var open = parts.AsSpan(0, PartCount);
        for (; (uint)row < (uint)times.Length; row++)
        {
            var time = times[row];
            if (known[numbers.NumberOf(time) & (known.Length - 1)] is not { } ticket || time < ticket.From || time >= ticket.Until)
            {
                break;
            }

            var place = ticket.Part;
            if ((uint)place >= (uint)open.Length || open[place].Ticket != ticket)
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

    private void Open(RowTicket ticket)
    {
        Debug.Assert(ticket.Taker is TTaker, "What has closed takes no rows.");
        if (PartCount == parts.Length)
        {
            Array.Resize(ref parts, PartCount * 2);
        }

        parts[PartCount] = new Part { Ticket = ticket };
        ticket.Part = PartCount++;
    }

    private struct Part
    {
        public RowTicket Ticket;
        public int Count;
        public int Next;
    }
}
