namespace Dataflow.Engine.Keyed;

/// <summary>What one of several workers holds of a window: its own cells of the keys, and the number of the element that made each, which grows from cell to cell.</summary>
internal sealed class PartialTable<TKey, TAccumulator>
{
    public CellTable<TKey, TAccumulator> Cells { get; set; } = new();

    public List<long> Sequences { get; } = [];

    public void Clear()
    {
        Cells.Clear();
        Sequences.Clear();
    }
}
