using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Triggered;

/// <summary>Something of a cell that is ordered in an <see cref="IndexedHeap{TCell}"/> or a <see cref="TimerQueue{TCell}"/>: a timer, or a hold. It knows its place, so that it can be moved and taken out.</summary>
internal sealed class HeapNode<TCell>(TCell cell)
{
    public const int NotIn = -1;

    /// <summary>The place of a node in the list of a <see cref="TimerQueue{TCell}"/>, between <see cref="Previous"/> and <see cref="Next"/>.</summary>
    public const int Listed = -2;

    public HeapNode<TCell>? Previous;

    public HeapNode<TCell>? Next;

    public TCell Cell => cell;

    public Rank Rank { get; set; }

    public int Place { get; set; } = NotIn;

    public bool IsIn => Place != NotIn;

    public bool IsListed => Place == Listed;
}
