using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>Finds the cell of a key and window.</summary>
internal interface ICellIndex<TKey, TCell>
    where TCell : class
{
    int WindowCount { get; }

    int CellCount { get; }

    /// <summary>All cells, in no order.</summary>
    IEnumerable<TCell> Cells { get; }

    TCell? Find(TKey key, Window window);

    void Add(TKey key, Window window, TCell cell);
}
