using System.Runtime.InteropServices;
using Dataflow.Engine.Keyed;

namespace Dataflow.Engine.Early;

/// <summary>
/// The timers of cells, for due times that never fall from one to the next. Those of cells that began a pane together are one entry. A timer whose window has ended is
/// out of date, and passed over when it comes up, or before that when there are more of them than of others, and than a thousand.
/// </summary>
internal sealed partial class EarlyTimers<TKey, TAccumulator>
{
    // Fewer than this may be out of date, whatever there is besides.
    private const int MaxOutdated = 1024;

    private readonly Queue<Entry> entries = new();
    private readonly List<int> cells = [];
    private readonly List<Entry> due = [];
    private readonly List<DueCells> ordered = [];
    private readonly PlaceOrder order = new();
    private int[] sorted = [];
    private int firstCell;

    /// <summary>How many timers are not out of date.</summary>
    public int Count { get; private set; }

    /// <summary>No timer is due before that; <see cref="long.MaxValue"/> if there is none.</summary>
    public long NextDue { get; private set; } = long.MaxValue;

    /// <summary>How many entries are kept, outdated ones among them.</summary>
    public int Kept => cells.Count - firstCell;

    /// <summary>Sets timers of cells in a window, that have none.</summary>
    /// <param name="dueTime">When they are due: not before any that was set earlier.</param>
    /// <param name="table">The window.</param>
    /// <param name="begun">The cells, in any order.</param>
    public void Add(long dueTime, WindowTable<TKey, TAccumulator> table, ReadOnlySpan<int> begun)
    {
        entries.Enqueue(new Entry(dueTime, table, table.Opening, begun.Length));
        NextDue = entries.Peek().Due;
        Count += begun.Length;
        cells.AddRange(begun);
    }

    /// <summary>Takes note that so many timers are out of date, since their window has ended.</summary>
    public void Outdate(int count)
    {
        Count -= count;
        if (Kept - Count > Math.Max(MaxOutdated, Count))
        {
            DropOutdated();
        }
    }

    /// <summary>Takes the timers that are due next, all of one instant, and gives their cells in the order of their windows.</summary>
    public ReadOnlySpan<DueCells> TakeDue()
    {
        ordered.Clear();
        var count = 0;
        for (var time = NextDue; NextDue == time;)
        {
            var entry = Dequeue();
            if (!entry.IsOutdated)
            {
                due.Add(entry with { First = firstCell });
                count += entry.Cells;
            }

            firstCell += entry.Cells;
        }

        Count -= count;
        Order(count);
        due.Clear();
        ForgetTaken();
        return CollectionsMarshal.AsSpan(ordered);
    }

    /// <summary>The cells of a window that were due, by the order in which they came into it; until others are taken.</summary>
    public ReadOnlySpan<int> CellsOf(in DueCells dueCells) => sorted.AsSpan(dueCells.First, dueCells.Count);

    private Entry Dequeue()
    {
        var entry = entries.Dequeue();
        NextDue = entries.TryPeek(out var next) ? next.Due : long.MaxValue;
        return entry;
    }

    private void Order(int count)
    {
        if (due.Count > 1)
        {
            due.Sort(static (one, other) => one.Table.Window.CompareTo(other.Table.Window));
        }

        sorted = sorted.Length < count ? new int[Math.Max(count, sorted.Length * 2)] : sorted;
        var taken = CollectionsMarshal.AsSpan(cells);
        var end = 0;
        for (var i = 0; i < due.Count;)
        {
            var (table, first) = (due[i].Table, end);
            for (; i < due.Count && due[i].Table == table; i++)
            {
                taken.Slice(due[i].First, due[i].Cells).CopyTo(sorted.AsSpan(end));
                end += due[i].Cells;
            }

            order.Sort(sorted.AsSpan(first, end - first));
            ordered.Add(new DueCells(table, first, end - first));
        }
    }

    // When they are half of all, so that no more are moved than were taken.
    private void ForgetTaken()
    {
        if (firstCell > cells.Count / 2)
        {
            cells.RemoveRange(0, firstCell);
            firstCell = 0;
        }
    }

    private void DropOutdated()
    {
        var all = CollectionsMarshal.AsSpan(cells);
        var end = 0;
        for (var left = entries.Count; left > 0; left--)
        {
            var entry = entries.Dequeue();
            if (!entry.IsOutdated)
            {
                all.Slice(firstCell, entry.Cells).CopyTo(all[end..]);
                end += entry.Cells;
                entries.Enqueue(entry);
            }

            firstCell += entry.Cells;
        }

        cells.RemoveRange(end, cells.Count - end);
        firstCell = 0;
        NextDue = entries.TryPeek(out var next) ? next.Due : long.MaxValue;
    }

    /// <summary>Cells of a window that are due together.</summary>
    internal readonly record struct DueCells(WindowTable<TKey, TAccumulator> Table, int First, int Count);

    private readonly record struct Entry(long Due, WindowTable<TKey, TAccumulator> Table, int Opening, int Cells, int First = 0)
    {
        public bool IsOutdated => Table.Opening != Opening || Table.HasFired;
    }
}
