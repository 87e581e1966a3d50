using System.Numerics;
using Dataflow.Engine.Pooling;

namespace Dataflow.Engine.Keyed;

/// <summary>What one of several workers holds of a window: its own cells of the keys, and of which portion each was made, which grows from cell to cell.</summary>
/// <param name="current">The portion that the worker folds.</param>
internal sealed class PartialTable<TKey, TAccumulator>(CurrentPortion current) : WindowCells<TKey, TAccumulator>
{
    private long[] portions = new long[8];
    private int count;

    /// <summary>The number of the first row of the portion that made each cell.</summary>
    public ReadOnlySpan<long> Portions => portions.AsSpan(0, count);

    public override void OnNewCells()
    {
        if (portions.Length < Cells.Count)
        {
            PooledArray<long>.Grow(ref portions, (int)BitOperations.RoundUpToPowerOf2((uint)Cells.Count), count);
        }

        portions.AsSpan(count, Cells.Count - count).Fill(current.Number);
        count = Cells.Count;
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
        count = 0;
        Pending = 0;
    }

    /// <summary>Gives its memory up. It is not used again.</summary>
    public void LetGo()
    {
        Cells.LetGo();
        PooledArray<long>.Return(portions);
        (portions, count) = ([], 0);
    }
}
