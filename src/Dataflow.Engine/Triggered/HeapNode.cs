using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Triggered;

/// <summary>Something of a cell that is ordered in an <see cref="IndexedHeap{TCell}"/>: a timer, or a hold. It knows its place, so that it can be moved and taken out.</summary>
internal sealed class HeapNode<TCell>(TCell cell)
{
    public const int NotIn = -1;

    public TCell Cell => cell;

    public Rank Rank { get; set; }

    public int Place { get; set; } = NotIn;

    public bool IsIn => Place != NotIn;
}
