using System.Runtime.CompilerServices;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Hashing;
using Dataflow.Engine.Steps;
using Dataflow.Windowing;

namespace Dataflow.Engine.Exchange;

/// <summary>
/// Splits batches by the hash of the key: each row goes to one part, each mark to all. Rows and marks get causes of their own, all different,
/// so that their order is one.
/// </summary>
internal sealed class KeySplitter<T, TKey>(string name, Func<T, TKey> key, int count, int batchSize, bool inputHasCauses)
{
    private readonly int[] counts = new int[count];
    private readonly T[][] values = new T[count][];
    private readonly long[][] numbers = new long[count][];
    private readonly Window[][] windows = new Window[count][];
    private readonly Firing[][] firings = new Firing[count][];

    // For each row its part, its place there, and its cause.
    private int[] owners = new int[batchSize];
    private int[] places = new int[batchSize];
    private long[] causes = new long[batchSize];
    private long nextCause;

    /// <summary>Splits a batch into empty parts. If the input has causes already, the outcome tells which they were.</summary>
    public Origins? Split(Batch<T> batch, Batch<T>[] parts)
    {
        var columns = batch.Columns;
        if (owners.Length < batch.Count)
        {
            (owners, places, causes) = (new int[batch.Count], new int[batch.Count], new long[batch.Count]);
        }

        var origins = inputHasCauses ? new Origins(nextCause, new long[columns.Count + columns.Marks.Count]) : null;
        Array.Clear(counts);
        var row = 0;
        foreach (ref readonly var mark in columns.Marks.Span)
        {
            FindOwners(batch, row, mark.Position);
            row = mark.Position;
            origins?.Set(nextCause, mark.Cause);
            for (var part = 0; part < parts.Length; part++)
            {
                parts[part].Columns.Marks.Add(counts[part], mark.Kind, mark.Ticks, nextCause);
            }

            nextCause++;
        }

        FindOwners(batch, row, batch.Count);
        for (row = 0; origins is not null && row < batch.Count; row++)
        {
            origins.Set(causes[row], columns.HasCauses ? columns.Causes[row] : 0);
        }

        Copy(batch, parts);
        return origins;
    }

    private void FindOwners(Batch<T> batch, int from, int to)
    {
        var row = from;
        try
        {
            FindOwners(key, batch.Span[..to], ref row);
        }
        catch (Exception e)
        {
            throw Failure.At(name, batch[row], e);
        }
    }

    // From the row on; in a method of its own, since a local that a catch reads is not kept in a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FindOwners(Func<T, TKey> keyOf, ReadOnlySpan<T> elements, ref int row)
    {
        var (owner, place, cause, taken) = (owners, places, causes, counts);
        var next = nextCause - row;
        for (var i = row; i < elements.Length; i++)
        {
            row = i;
            var hash = Keys.HashOf(keyOf(elements[i]));

            // Not the bits that the worker's own table takes, or its keys would share them all.
            var own = (int)((ulong)((uint)(hash * 0x2C1B3C6D) ^ ((uint)hash >> 15)) * (ulong)taken.Length >> 32);
            owner[i] = own;
            place[i] = taken[own]++;
            cause[i] = next + i;
        }

        nextCause = next + elements.Length;
    }

    private void Copy(Batch<T> batch, Batch<T>[] parts)
    {
        var columns = batch.Columns;
        for (var part = 0; part < parts.Length; part++)
        {
            var own = parts[part].Columns;
            own.Shape(columns.HasWindows, columns.HasFirings, withCauses: true, withRanks: false);
            own.Grow(counts[part]);
            own.Count = counts[part];
            parts[part].Reserve(counts[part]);
            (values[part], numbers[part], windows[part], firings[part]) = (parts[part].Values, own.Times, own.Windows, own.Firings);
        }

        Scatter(batch.Span, values);
        Scatter(columns.Times.AsSpan(0, batch.Count), numbers);
        if (columns.HasWindows)
        {
            Scatter(columns.Windows.AsSpan(0, batch.Count), windows);
        }

        if (columns.HasFirings)
        {
            Scatter(columns.Firings.AsSpan(0, batch.Count), firings);
        }

        for (var part = 0; part < parts.Length; part++)
        {
            numbers[part] = parts[part].Columns.Causes;
        }

        Scatter(causes.AsSpan(0, batch.Count), numbers);
    }

    private void Scatter<TColumn>(ReadOnlySpan<TColumn> column, TColumn[][] parts)
    {
        var (owner, place) = (owners, places);
        for (var row = 0; row < column.Length; row++)
        {
            parts[owner[row]][place[row]] = column[row];
        }
    }
}
