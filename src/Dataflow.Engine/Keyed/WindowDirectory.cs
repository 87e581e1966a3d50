using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dataflow.Combining;
using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// Finds the open window of a time without a branch that depends on the data, and folds rows into their windows in the order in which they stand, however their times alternate.
/// For windows that do not overlap.
/// </summary>
/// <remarks>
/// The number of the window is a place, if all are as long as one. Whether the window there has the time is looked at, so that windows
/// may also be of any length, and of two that share a place the one that was wanted last has it.
/// </remarks>
internal sealed class WindowDirectory<TKey, TAccumulator>
{
    private const int MaxPlaces = 1 << 14;

    private Entry[] entries = new Entry[8];
    private PartNumbering numbering;
    private bool isRegular = true;

    /// <summary>Makes room for so many windows.</summary>
    public void MakeRoom(int windows)
    {
        var places = Math.Min(MaxPlaces, (int)BitOperations.RoundUpToPowerOf2((uint)windows * 2));
        if (places > entries.Length)
        {
            entries = new Entry[places];
        }
    }

    /// <summary>Has places that suit windows of the length of this one, before others are added.</summary>
    public void Suit(Window window)
    {
        if (!numbering.Suits(window.StartTicks, window.EndTicks))
        {
            Clear();
            numbering = new PartNumbering(window.StartTicks, window.EndTicks);
        }
    }

    /// <summary>Finds a window from now on.</summary>
    /// <param name="time">A time of the window.</param>
    /// <param name="window">The window.</param>
    /// <param name="cells">What takes its rows.</param>
    public void Add(long time, Window window, WindowCells<TKey, TAccumulator> cells)
    {
        isRegular &= numbering.Suits(window.StartTicks, window.EndTicks);
        entries[PlaceOf(time)] = new Entry { From = window.StartTicks, Until = window.EndTicks, Cells = cells.Cells, Owner = cells };
    }

    /// <summary>Finds a window no more, and keeps nothing of it alive.</summary>
    public void Forget(Window window, WindowCells<TKey, TAccumulator> cells)
    {
        if (!isRegular)
        {
            // It may be in several places.
            Clear();
            return;
        }

        // What lies before the origin may be in two.
        Forget(cells, window.StartTicks);
        Forget(cells, window.EndTicks - 1);
    }

    /// <summary>Gives the first row whose window is not known.</summary>
    public int SkipKnown(ReadOnlySpan<long> times, int row)
    {
        var (all, numbers) = (entries, numbering);
        while ((uint)row < (uint)times.Length && all[numbers.NumberOf(times[row]) & (all.Length - 1)].Has(times[row]))
        {
            row++;
        }

        return row;
    }

    [Conditional("DEBUG")]
    public void CheckInvariants(Func<Window, WindowCells<TKey, TAccumulator>?> openAt)
    {
        foreach (ref readonly var entry in entries.AsSpan())
        {
            Debug.Assert(entry.Owner is null || (entry.Owner == openAt(new Window(entry.From, entry.Until)) && entry.Owner.Cells == entry.Cells), "A window is found that takes no rows.");
        }
    }

    /// <summary>Folds rows one after the other, up to one whose window is not known.</summary>
    /// <param name="times">The times of the rows.</param>
    /// <param name="keys">As many keys, or more.</param>
    /// <param name="values">As many values, or more.</param>
    /// <param name="fn">Folds them.</param>
    /// <param name="row">The first row; also after a failure, the first that was not folded.</param>
    public void Fold<TValue, TOut, TFn>(ReadOnlySpan<long> times, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, TFn fn, ref int row)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        Span<int> putOff = stackalloc int[CellTable<TKey, TAccumulator>.MostPutOff];
        for (var (next, isFull) = (row, true); isFull; row = next)
        {
            var count = 0;
            try
            {
                isFull = FoldKnown<TValue, TOut, TFn>(times, keys, values, fn, ref next, putOff, ref count);
            }
            catch (Exception)
            {
                // What fails at an earlier row comes first.
                FoldAll<TValue, TOut, TFn>(times, keys, values, fn, putOff[..count], ref row);
                row = next;
                throw;
            }

            FoldAll<TValue, TOut, TFn>(times, keys, values, fn, putOff[..count], ref row);
        }
    }

    private void FoldAll<TValue, TOut, TFn>(ReadOnlySpan<long> times, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, TFn fn, ReadOnlySpan<int> rows, ref int row)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        foreach (var each in rows)
        {
            row = each;
            ref readonly var entry = ref entries[PlaceOf(times[each])];
            if (entry.Cells.Fold<TValue, TOut, TFn>(keys[each], values[each], fn))
            {
                entry.Owner.OnNewCells();
            }

            entry.Owner.Pending++;
        }
    }

    // As long as windows are known; for keys that are values in a loop without a call, see CellTable.FoldKnown. Says whether it ended since too many rows are put off.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool FoldKnown<TValue, TOut, TFn>(ReadOnlySpan<long> times, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, TFn fn, ref int row, Span<int> putOff, ref int count)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        var (all, numbers) = (entries, numbering);
        keys = keys[..times.Length];
        values = values[..times.Length];
        for (var i = row; (uint)i < (uint)times.Length; i++)
        {
            row = i;
            var time = times[i];
            ref readonly var entry = ref all[numbers.NumberOf(time) & (all.Length - 1)];
            if (!entry.Has(time))
            {
                return false;
            }

            if (entry.Cells.TryFold<TValue, TOut, TFn>(keys[i], values[i], fn))
            {
                entry.Owner.Pending++;
                continue;
            }

            if (count == putOff.Length)
            {
                return true;
            }

            putOff[count++] = i;
        }

        row = times.Length;
        return false;
    }

    private int PlaceOf(long time) => numbering.NumberOf(time) & (entries.Length - 1);

    private void Forget(WindowCells<TKey, TAccumulator> cells, long time)
    {
        ref var entry = ref entries[PlaceOf(time)];
        entry = entry.Owner == cells ? default : entry;
    }

    private void Clear()
    {
        Array.Clear(entries);
        isRegular = true;
    }

    private struct Entry
    {
        public long From;
        public long Until;
        public CellTable<TKey, TAccumulator> Cells;
        public WindowCells<TKey, TAccumulator> Owner;

        public readonly bool Has(long time) => From <= time && time < Until;
    }
}
