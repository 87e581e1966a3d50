using Dataflow.Engine.Keyed;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <summary>A window that is the same for all keys: their cells, in the order in which they came, and one timer for all, at its end and then at its expiry.</summary>
internal sealed class SharedWindow<TKey, TAccumulator, TOut>
{
    public SharedWindow() => Timer = new(this);

    public Window Window { get; set; }

    public CellTable<TKey, Seat<TKey, TAccumulator, TOut>> Seats { get; } = new();

    public HeapNode<SharedWindow<TKey, TAccumulator, TOut>> Timer { get; }
}
