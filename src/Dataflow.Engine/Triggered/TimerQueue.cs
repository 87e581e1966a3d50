using System.Diagnostics;
using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Triggered;

/// <summary>
/// Nodes by rank, as in an <see cref="IndexedHeap{TCell}"/>, for ranks that mostly grow from one to the next: timers with one delay, by a clock that never
/// goes back. Those stand in a list, and only what would come far before its end is in a heap.
/// </summary>
internal sealed class TimerQueue<TCell>
{
    // How far from its end a node is looked for a place in the list: timers of one instant come in any order.
    private const int MaxSteps = 32;

    private readonly IndexedHeap<TCell> heap = new();
    private HeapNode<TCell>? first;
    private HeapNode<TCell>? last;
    private int listed;

    public int Count => listed + heap.Count;

    /// <summary>The least due time; <see cref="long.MaxValue"/> if there is none.</summary>
    public long NextDue => Math.Min(first?.Rank.Due ?? long.MaxValue, heap.NextDue);

    public HeapNode<TCell> Peek() =>
        first is null || (heap.Count > 0 && heap.Peek().Rank.CompareTo(first.Rank) < 0) ? heap.Peek() : first;

    /// <summary>Puts a node in at this rank, or moves it there.</summary>
    public void Set(HeapNode<TCell> node, in Rank rank)
    {
        Remove(node);
        var previous = last;
        for (var steps = 0; previous is not null && rank.CompareTo(previous.Rank) < 0; steps++)
        {
            if (steps == MaxSteps)
            {
                heap.Set(node, rank);
                return;
            }

            previous = previous.Previous;
        }

        node.Rank = rank;
        Link(node, previous);
    }

    /// <summary>Takes a node out if it is in.</summary>
    public void Remove(HeapNode<TCell> node)
    {
        if (!node.IsListed)
        {
            heap.Remove(node);
            return;
        }

        (node.Previous is { } previous ? ref previous.Next : ref first) = node.Next;
        (node.Next is { } next ? ref next.Previous : ref last) = node.Previous;
        (node.Previous, node.Next, node.Place) = (null, null, HeapNode<TCell>.NotIn);
        listed--;
    }

    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        heap.CheckInvariants();
        var count = 0;
        for (var node = first; node is not null; node = node.Next)
        {
            count++;
            Debug.Assert(node.IsListed && (node.Next is null ? last == node : node.Next.Previous == node), "A node is not between its neighbours.");
            Debug.Assert(node.Next is null || node.Rank.CompareTo(node.Next.Rank) <= 0, "A node of the list is greater than the one behind it.");
        }

        Debug.Assert(count == listed, $"{count} nodes are in a list of {listed}.");
    }

    private void Link(HeapNode<TCell> node, HeapNode<TCell>? previous)
    {
        var next = previous is null ? first : previous.Next;
        (node.Previous, node.Next, node.Place) = (previous, next, HeapNode<TCell>.Listed);
        (previous is null ? ref first : ref previous.Next) = node;
        (next is null ? ref last : ref next.Previous) = node;
        listed++;
    }
}
