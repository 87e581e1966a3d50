using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>
/// Cells in windows that do not merge: a table of keys for each window. All cells of a window expire together.
/// </summary>
internal sealed class SharedWindowIndex<TKey, TCell> : ICellIndex<TKey, TCell>
    where TCell : class
{
    private const int MaxFree = 16;

    private readonly Dictionary<Window, SharedWindow<TKey, TCell>> byWindow = [];
    private readonly Stack<SharedWindow<TKey, TCell>> free = new();
    private SharedWindow<TKey, TCell>? current;

    public int WindowCount => byWindow.Count;

    public int CellCount { get; private set; }

    public IEnumerable<TCell> Cells => byWindow.Values.SelectMany(static table => table.Cells.Cells.ToArray()).Select(static cell => cell.Accumulator).OfType<TCell>();

    public TCell? Find(TKey key, Window window)
    {
        if (Find(window) is not { } table)
        {
            return null;
        }

        // An index of a key that is not there is given back as its complement, with a cell that is still empty.
        var index = table.Cells.FindOrAdd(key);
        return table.Cells.Accumulator(index < 0 ? ~index : index);
    }

    public void Add(TKey key, Window window, TCell cell)
    {
        var table = Find(window) ?? Open(window);
        var index = table.Cells.FindOrAdd(key);
        table.Cells.Accumulator(index < 0 ? ~index : index) = cell;
        CellCount++;
    }

    /// <summary>The cells of a window; null if there are none.</summary>
    public SharedWindow<TKey, TCell>? Find(Window window)
    {
        if (current is not null && current.Window == window)
        {
            return current;
        }

        return byWindow.TryGetValue(window, out var table) ? current = table : null;
    }

    /// <summary>Forgets a window with all its cells.</summary>
    public void Close(SharedWindow<TKey, TCell> table)
    {
        CellCount -= table.Cells.Count;
        byWindow.Remove(table.Window);
        current = null;
        if (free.Count < MaxFree && table.Cells.IsWellFilled)
        {
            table.Cells.Clear();
            free.Push(table);
        }
    }

    private SharedWindow<TKey, TCell> Open(Window window)
    {
        var table = free.Count > 0 ? free.Pop() : new();
        table.Window = window;
        byWindow.Add(window, table);
        return current = table;
    }
}
