using System.Runtime.CompilerServices;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Hashing;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Exchange;

/// <summary>
/// Splits batches by the hash of the key: each row goes to one part, each mark to all. Rows and marks get causes of their own, all different,
/// so that their order is one.
/// </summary>
internal sealed class KeySplitter<T, TKey>(string name, Func<T, TKey> key, int count)
{
    private const int RowsAtATime = 256;

    private readonly int[] counts = new int[count];
    private readonly int[][] rows = [.. Enumerable.Range(0, count).Select(static _ => Array.Empty<int>())];
    private long nextCause;

    /// <summary>Splits a batch into empty parts. If the input has causes already, <paramref name="origins"/> are told which they were.</summary>
    public void Split(Batch<T> batch, Batch<T>[] parts, Origins? origins)
    {
        var columns = batch.Columns;
        Array.Clear(counts);
        var row = 0;
        foreach (ref readonly var mark in columns.Marks.Span)
        {
            FindOwners(batch, row, mark.Position);
            row = mark.Position;
            for (var part = 0; part < parts.Length; part++)
            {
                parts[part].Columns.Marks.Add(counts[part], mark.Kind, mark.Ticks, nextCause + row + parts[part].Columns.Marks.Count);
            }
        }

        FindOwners(batch, row, batch.Count);
        for (var part = 0; part < parts.Length; part++)
        {
            Copy(batch, rows[part].AsSpan(0, counts[part]), parts[part]);
        }

        if (origins is not null)
        {
            origins.Begin(nextCause);
            Tell(origins, columns);
        }

        nextCause += batch.Count + columns.Marks.Count;
    }

    private void FindOwners(Batch<T> batch, int from, int to)
    {
        var row = from;
        try
        {
            while (row < to)
            {
                var end = Math.Min(row + RowsAtATime, to);
                MakeRoom(end - row);
                FindOwners(key, batch.Span[..end], ref row);
            }
        }
        catch (Exception e)
        {
            throw Failure.At(name, batch[row], e);
        }
    }

    private void MakeRoom(int more)
    {
        for (var part = 0; part < rows.Length; part++)
        {
            if (rows[part].Length < counts[part] + more)
            {
                Array.Resize(ref rows[part], Math.Max(counts[part] + more, rows[part].Length * 2));
            }
        }
    }

    // From the row on; in a method of its own, since a local that a catch reads is not kept in a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FindOwners(Func<T, TKey> keyOf, ReadOnlySpan<T> elements, ref int row)
    {
        var (own, taken) = (rows, counts);
        for (var i = row; i < elements.Length; i++)
        {
            row = i;
            var hash = Keys.HashOf(keyOf(elements[i]));

            // Not the bits that the partition's own table takes, or its keys would share them all.
            var part = (int)((ulong)((uint)(hash * 0x2C1B3C6D) ^ ((uint)hash >> 15)) * (ulong)taken.Length >> 32);
            own[part][taken[part]++] = i;
        }

        row = elements.Length;
    }

    private void Copy(Batch<T> batch, ReadOnlySpan<int> own, Batch<T> part)
    {
        var (from, to) = (batch.Columns, part.Columns);
        to.Shape(from.HasWindows, from.HasFirings, withCauses: true, withRanks: false);
        to.Grow(own.Length);
        to.Count = own.Length;
        part.Reserve(own.Length);
        Gather(batch.Span, own, part.Values);
        Gather(from.Times, own, to.Times);
        if (from.HasWindows)
        {
            Gather(from.Windows, own, to.Windows);
        }

        if (from.HasFirings)
        {
            Gather(from.Firings, own, to.Firings);
        }

        Number(own, to);
    }

    private static void Gather<TColumn>(ReadOnlySpan<TColumn> column, ReadOnlySpan<int> own, Span<TColumn> to)
    {
        to = to[..own.Length];
        for (var i = 0; i < own.Length; i++)
        {
            to[i] = column[own[i]];
        }
    }

    // Before each row come those before it in the batch, and the marks before it.
    private void Number(ReadOnlySpan<int> own, Columns to)
    {
        var causes = to.Causes.AsSpan(0, own.Length);
        var row = 0;
        for (var mark = 0; mark <= to.Marks.Count; mark++)
        {
            var end = mark < to.Marks.Count ? to.Marks[mark].Position : own.Length;
            var first = nextCause + mark;
            for (; row < end; row++)
            {
                causes[row] = first + own[row];
            }
        }
    }

    private static void Tell(Origins origins, Columns columns)
    {
        var row = 0;
        for (var mark = 0; mark <= columns.Marks.Count; mark++)
        {
            var end = mark < columns.Marks.Count ? columns.Marks[mark].Position : columns.Count;
            for (; row < end; row++)
            {
                origins.Add(columns.HasCauses ? columns.Causes[row] : 0);
            }

            if (mark < columns.Marks.Count)
            {
                origins.Add(columns.Marks[mark].Cause);
            }
        }
    }
}
