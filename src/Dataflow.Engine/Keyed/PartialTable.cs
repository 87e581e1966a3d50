using System.Runtime.InteropServices;

namespace Dataflow.Engine.Keyed;

/// <summary>What one of several workers holds of a window: its own cells of the keys, and of which portion each was made, which grows from cell to cell.</summary>
/// <param name="current">The portion that the worker folds.</param>
internal sealed class PartialTable<TKey, TAccumulator>(CurrentPortion current) : WindowCells<TKey, TAccumulator>
{
    /// <summary>The number of the first row of the portion that made each cell.</summary>
    public List<long> Portions { get; } = [];

    public override void OnNewCells()
    {
        var before = Portions.Count;
        CollectionsMarshal.SetCount(Portions, Cells.Count);
        CollectionsMarshal.AsSpan(Portions)[before..].Fill(current.Number);
    }

    /// <summary>Gives its cells for an empty table.</summary>
    public CellTable<TKey, TAccumulator> Exchange(CellTable<TKey, TAccumulator> empty)
    {
        var own = Cells;
        Cells = empty;
        return own;
    }

    public void Clear()
    {
        Cells.Retire();
        Portions.Clear();
        Pending = 0;
    }
}
