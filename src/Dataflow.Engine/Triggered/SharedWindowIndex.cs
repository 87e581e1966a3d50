using Dataflow.Engine.Keyed;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>
/// Cells in windows that do not merge: a table of keys for each window. All cells of a window expire together, and the table with the last of them.
/// </summary>
internal sealed class SharedWindowIndex<TKey, TCell> : ICellIndex<TKey, TCell>
    where TCell : class
{
    private const int MaxFree = 16;

    private readonly Dictionary<Window, Table> byWindow = [];
    private readonly Stack<Table> free = new();
    private Table? current;

    public int WindowCount => byWindow.Count;

    public int CellCount { get; private set; }

    public IEnumerable<TCell> Cells => byWindow.Values.SelectMany(static table => table.Cells.Cells.ToArray()).Select(static cell => cell.Accumulator).OfType<TCell>();

    public TCell? Find(TKey key, Window window)
    {
        if (TableOf(window) is not { } table)
        {
            return null;
        }

        // An index of a key that is not there is given back as its complement, with a cell that is still empty.
        var index = table.Cells.FindOrAdd(key);
        return table.Cells.Accumulator(index < 0 ? ~index : index);
    }

    public void Add(TKey key, Window window, TCell cell)
    {
        var table = TableOf(window);
        if (table is null)
        {
            table = free.Count > 0 ? free.Pop() : new Table();
            table.Window = window;
            byWindow.Add(window, table);
            current = table;
        }

        var index = table.Cells.FindOrAdd(key);
        table.Cells.Accumulator(index < 0 ? ~index : index) = cell;
        table.Live++;
        CellCount++;
    }

    public void Remove(TKey key, Window window, TCell cell)
    {
        CellCount--;
        var table = TableOf(window)!;
        table.Live--;
        if (table.Live > 0)
        {
            var index = table.Cells.FindOrAdd(key);
            table.Cells.Accumulator(index) = null;
            return;
        }

        byWindow.Remove(window);
        current = null;
        if (free.Count < MaxFree && table.Cells.IsWellFilled)
        {
            table.Cells.Clear();
            free.Push(table);
        }
    }

    private Table? TableOf(Window window)
    {
        if (current is not null && current.Window == window)
        {
            return current;
        }

        return byWindow.TryGetValue(window, out var table) ? current = table : null;
    }

    private sealed class Table
    {
        public Window Window { get; set; }

        public CellTable<TKey, TCell?> Cells { get; } = new();

        public int Live { get; set; }
    }
}
