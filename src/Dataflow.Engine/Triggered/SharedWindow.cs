using Dataflow.Engine.Keyed;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>A window that is the same for all keys: their cells, in the order in which they came, and one timer for all, at its end and then at its expiry.</summary>
internal sealed class SharedWindow<TKey, TCell>
    where TCell : class
{
    public SharedWindow() => Timer = new(this);

    public Window Window { get; set; }

    public CellTable<TKey, TCell?> Cells { get; } = new();

    public HeapNode<SharedWindow<TKey, TCell>> Timer { get; }
}
