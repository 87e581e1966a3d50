using Dataflow.Engine.Batches;
using Dataflow.Engine.Triggered;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Triggered;

public sealed class IndexedHeapTests
{
    /// <summary>A node that moves to an earlier and to a later place, and one that is taken out of the middle, leave the others in order.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(60)]
    [InlineData(100_000)]
    public void Peek_NodesThatComeMoveAndGo_IsTheLeast(int spread)
    {
        var random = new Random(spread);
        var (heap, nodes) = (new IndexedHeap<int>(), new List<HeapNode<int>>());
        for (var step = 0; step < 3000; step++)
        {
            var rank = new Rank(random.Next(spread), new Window(0, 1 + random.Next(2)), random.Next(3));
            switch (random.Next(nodes.Count < 150 ? 6 : 4))
            {
                case 0 or 1 when nodes.Count > 0:
                    var gone = nodes[random.Next(nodes.Count)];
                    nodes.Remove(gone);
                    heap.Remove(gone);
                    Assert.False(gone.IsIn);
                    heap.Remove(gone);
                    break;
                case 2 or 3 when nodes.Count > 0:
                    var moved = nodes[random.Next(nodes.Count)];
                    heap.Set(moved, rank);
                    Assert.Equal(rank, moved.Rank);
                    break;
                default:
                    nodes.Add(new HeapNode<int>(step));
                    heap.Set(nodes[^1], rank);
                    break;
            }

            Assert.Equal(nodes.Count, heap.Count);
            Assert.All(nodes, node => Assert.True(node.IsIn));
            Assert.Equal(nodes.Count == 0 ? long.MaxValue : nodes.Min(node => node.Rank.Due), heap.NextDue);
            Assert.True(nodes.Count == 0 || heap.Peek().Rank == nodes.Min(node => node.Rank));
        }

        var inOrder = new List<Rank>();
        for (; heap.Count > 0; heap.Remove(heap.Peek()))
        {
            inOrder.Add(heap.Peek().Rank);
        }

        Assert.Equal(nodes.Select(node => node.Rank).Order(), inOrder);
    }

    [Fact]
    public void Set_ManyMoreThanItHasRoomFor_KeepsAll()
    {
        var heap = new IndexedHeap<int>();
        for (var i = 0; i < 100; i++)
        {
            heap.Set(new HeapNode<int>(i), new Rank(99 - i, default, 0));
        }

        for (var i = 99; i >= 0; i--)
        {
            Assert.Equal((i, 99 - i), (heap.Peek().Cell, (int)heap.NextDue));
            heap.Remove(heap.Peek());
        }

        Assert.Equal((0, long.MaxValue), (heap.Count, heap.NextDue));
    }
}
