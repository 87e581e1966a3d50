using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>
/// Cells in windows that do not merge: a table of keys for each window. All cells of a window expire together.
/// </summary>
internal sealed class SharedWindowIndex<TKey, TAccumulator, TOut> : ICellIndex<TKey, Cell<TKey, TAccumulator, TOut>>
{
    private const int MaxFree = 16;

    private readonly Dictionary<Window, SharedWindow<TKey, TAccumulator, TOut>> byWindow = [];
    private readonly Stack<SharedWindow<TKey, TAccumulator, TOut>> free = new();
    private SharedWindow<TKey, TAccumulator, TOut>? current;
    private SharedWindow<TKey, TAccumulator, TOut>? previous;

    public int WindowCount => byWindow.Count;

    public int CellCount { get; private set; }

    public IEnumerable<Cell<TKey, TAccumulator, TOut>> Cells =>
        byWindow.Values.SelectMany(static table => table.Seats.Cells.ToArray()).Select(static seat => seat.Accumulator.Cell).OfType<Cell<TKey, TAccumulator, TOut>>();

    public Cell<TKey, TAccumulator, TOut>? Find(TKey key, Window window)
    {
        if (Find(window) is not { } table)
        {
            return null;
        }

        // An index of a key that is not there is given back as its complement, with a seat that is still empty.
        var index = table.Seats.FindOrAdd(key);
        return table.Seats.Accumulator(index < 0 ? ~index : index).Cell;
    }

    public void Add(TKey key, Window window, Cell<TKey, TAccumulator, TOut> cell)
    {
        var table = Find(window) ?? Open(window);
        var index = table.Seats.FindOrAdd(key);
        index = index < 0 ? ~index : index;
        table.Seats.Accumulator(index) = new() { Cell = cell };
        cell.Sit(table, index);
        CellCount++;
    }

    /// <summary>The cells of a window; null if there are none.</summary>
    public SharedWindow<TKey, TAccumulator, TOut>? Find(Window window)
    {
        if (current is not null && current.Window == window)
        {
            return current;
        }

        // Near the end of a window elements alternate between it and the next.
        if (previous is not null && previous.Window == window)
        {
            (current, previous) = (previous, current);
            return current;
        }

        return byWindow.TryGetValue(window, out var table) ? Show(table) : null;
    }

    /// <summary>Forgets a window with all its cells.</summary>
    public void Close(SharedWindow<TKey, TAccumulator, TOut> table)
    {
        CellCount -= table.Seats.Count;
        byWindow.Remove(table.Window);
        (current, previous) = (null, null);
        if (free.Count < MaxFree && table.Seats.IsWellFilled)
        {
            table.Seats.Clear();
            free.Push(table);
        }
    }

    private SharedWindow<TKey, TAccumulator, TOut> Open(Window window)
    {
        var table = free.Count > 0 ? free.Pop() : new();
        table.Window = window;
        byWindow.Add(window, table);
        return Show(table);
    }

    private SharedWindow<TKey, TAccumulator, TOut> Show(SharedWindow<TKey, TAccumulator, TOut> table)
    {
        previous = current;
        return current = table;
    }
}
