namespace Dataflow.Engine.Keyed;

/// <summary>What one of several workers holds of a window: its own cells of the keys, and of which portion each was made, which grows from cell to cell.</summary>
internal sealed class PartialTable<TKey, TAccumulator> : RowTaker
{
    public CellTable<TKey, TAccumulator> Cells { get; set; } = new();

    /// <summary>The number of the first row of the portion that made each cell.</summary>
    public List<long> Portions { get; } = [];

    public void Clear()
    {
        Cells.Clear();
        Portions.Clear();
    }
}
