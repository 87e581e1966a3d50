using System.Diagnostics;
using Dataflow.Engine.Windows;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>Cells in windows that merge: a small list for each key, by the windows' starts.</summary>
internal sealed class MergingWindowIndex<TKey, TAccumulator, TOut> : ICellIndex<TKey, Cell<TKey, TAccumulator, TOut>>
{
    private const int MaxFree = 1024;

    private static readonly List<Cell<TKey, TAccumulator, TOut>> Nothing = [];

    private readonly Dictionary<KeyOf<TKey>, List<Cell<TKey, TAccumulator, TOut>>> byKey = [];
    private readonly Stack<List<Cell<TKey, TAccumulator, TOut>>> free = new();

    public int WindowCount => CellCount;

    public int CellCount { get; private set; }

    public IEnumerable<Cell<TKey, TAccumulator, TOut>> Cells => byKey.Values.SelectMany(static cells => cells);

    /// <summary>The cells of a key by the starts and ends of their windows.</summary>
    public List<Cell<TKey, TAccumulator, TOut>> CellsOf(TKey key) => byKey.GetValueOrDefault(new KeyOf<TKey>(key), Nothing);

    public Cell<TKey, TAccumulator, TOut>? Find(TKey key, Window window)
    {
        var cells = CellsOf(key);
        var place = PlaceOf(cells, window);
        return place < cells.Count && cells[place].Window == window ? cells[place] : null;
    }

    public void Add(TKey key, Window window, Cell<TKey, TAccumulator, TOut> cell)
    {
        if (!byKey.TryGetValue(new KeyOf<TKey>(key), out var cells))
        {
            cells = free.Count > 0 ? free.Pop() : [];
            byKey.Add(new KeyOf<TKey>(key), cells);
        }

        cells.Insert(PlaceOf(cells, window), cell);
        CellCount++;
    }

    public void Remove(TKey key, Window window, Cell<TKey, TAccumulator, TOut> cell)
    {
        var cells = byKey[new KeyOf<TKey>(key)];
        cells.Remove(cell);
        CellCount--;
        if (cells.Count == 0)
        {
            byKey.Remove(new KeyOf<TKey>(key));
            if (free.Count < MaxFree)
            {
                free.Push(cells);
            }
        }
    }

    /// <summary>The index of the first cell whose window does not come before this one.</summary>
    public static int PlaceOf(List<Cell<TKey, TAccumulator, TOut>> cells, Window window)
    {
        var (low, high) = (0, cells.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var other = cells[middle].Window;
            var isBefore = other.StartTicks != window.StartTicks ? other.StartTicks < window.StartTicks : other.EndTicks < window.EndTicks;
            (low, high) = isBefore ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    [Conditional("DEBUG")]
    public void CheckInvariants(WindowMerging merging)
    {
        Debug.Assert(byKey.Values.All(static cells => cells.Count > 0), "A key without windows was not forgotten.");
        Debug.Assert(byKey.Values.Sum(static cells => cells.Count) == CellCount, $"There are not {CellCount} cells.");
        foreach (var cells in byKey.Values)
        {
            for (var i = 1; i < cells.Count; i++)
            {
                var (one, other) = (cells[i - 1].Window, cells[i].Window);
                Debug.Assert((one.StartTicks, one.EndTicks).CompareTo((other.StartTicks, other.EndTicks)) < 0, $"{one} stands before {other}.");
                Debug.Assert(!merging.IsSessions || !merging.Sessions.Merges(one, other), $"{one} and {other} have not merged.");
            }
        }
    }
}
