using System.Diagnostics;
using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Triggered;

/// <summary>
/// A binary heap of nodes by rank. No timer outlives its cell, since a node can be taken out wherever it is, and none is in it twice.
/// </summary>
internal sealed class IndexedHeap<TCell>
{
    private HeapNode<TCell>[] nodes = new HeapNode<TCell>[16];

    public int Count { get; private set; }

    /// <summary>The least due time; <see cref="long.MaxValue"/> if there is none.</summary>
    public long NextDue => Count == 0 ? long.MaxValue : nodes[0].Rank.Due;

    public HeapNode<TCell> Peek() => nodes[0];

    /// <summary>Puts a node in at this rank, or moves it there.</summary>
    public void Set(HeapNode<TCell> node, in Rank rank)
    {
        if (!node.IsIn)
        {
            if (Count == nodes.Length)
            {
                Array.Resize(ref nodes, Count * 2);
            }

            node.Rank = rank;
            SiftUp(node, Count++);
            return;
        }

        var isLess = rank.CompareTo(node.Rank) < 0;
        node.Rank = rank;
        if (isLess)
        {
            SiftUp(node, node.Place);
        }
        else
        {
            SiftDown(node, node.Place);
        }
    }

    /// <summary>Takes a node out if it is in.</summary>
    public void Remove(HeapNode<TCell> node)
    {
        if (!node.IsIn)
        {
            return;
        }

        var place = node.Place;
        node.Place = HeapNode<TCell>.NotIn;
        var last = nodes[--Count];
        nodes[Count] = null!;
        if (last == node)
        {
            return;
        }

        if (place > 0 && last.Rank.CompareTo(nodes[(place - 1) / 2].Rank) < 0)
        {
            SiftUp(last, place);
        }
        else
        {
            SiftDown(last, place);
        }
    }

    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        for (var i = 0; i < Count; i++)
        {
            Debug.Assert(nodes[i].Place == i, $"The node at {i} believes to be at {nodes[i].Place}.");
            Debug.Assert(i == 0 || nodes[(i - 1) / 2].Rank.CompareTo(nodes[i].Rank) <= 0, $"The node at {i} is less than its parent.");
        }
    }

    private void SiftUp(HeapNode<TCell> node, int place)
    {
        while (place > 0)
        {
            var parent = nodes[(place - 1) / 2];
            if (parent.Rank.CompareTo(node.Rank) <= 0)
            {
                break;
            }

            nodes[place] = parent;
            (parent.Place, place) = (place, parent.Place);
        }

        nodes[place] = node;
        node.Place = place;
    }

    private void SiftDown(HeapNode<TCell> node, int place)
    {
        while (true)
        {
            var child = (2 * place) + 1;
            if (child + 1 < Count && nodes[child + 1].Rank.CompareTo(nodes[child].Rank) < 0)
            {
                child++;
            }

            if (child >= Count || node.Rank.CompareTo(nodes[child].Rank) <= 0)
            {
                break;
            }

            nodes[place] = nodes[child];
            nodes[place].Place = place;
            place = child;
        }

        nodes[place] = node;
        node.Place = place;
    }
}
