namespace Dataflow.Engine.Keyed;

/// <summary>What is held of a window: the cells of its keys.</summary>
internal abstract class WindowCells<TKey, TAccumulator>
{
    public CellTable<TKey, TAccumulator> Cells { get; protected set; } = new();

    /// <summary>How many elements the cells hold that no pane has emitted.</summary>
    public long Pending { get; set; }

    /// <summary>Is told when there are new cells.</summary>
    public virtual void OnNewCells()
    {
    }
}
