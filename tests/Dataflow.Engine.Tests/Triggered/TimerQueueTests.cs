using Dataflow.Engine.Batches;
using Dataflow.Engine.Triggered;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Triggered;

public sealed class TimerQueueTests
{
    /// <summary>Ranks that grow, ranks that come by turns, and ranks without any order: those of the last two are not all in the list.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(200)]
    [InlineData(100_000)]
    public void Peek_NodesThatComeMoveAndGo_IsTheLeast(int disorder)
    {
        var random = new Random(disorder);
        var (queue, nodes) = (new TimerQueue<int>(), new List<HeapNode<int>>());
        for (var step = 0; step < 4000; step++)
        {
            var rank = new Rank(step + random.Next(disorder), new Window(0, 1 + random.Next(2)), step);
            switch (random.Next(6))
            {
                case 0 when nodes.Count > 0:
                    var gone = nodes[random.Next(nodes.Count)];
                    nodes.Remove(gone);
                    queue.Remove(gone);
                    Assert.False(gone.IsIn);
                    break;
                case 1 when nodes.Count > 0:
                    queue.Set(nodes[random.Next(nodes.Count)], rank);
                    break;
                case 2 when nodes.Count > 0:
                    var least = queue.Peek();
                    nodes.Remove(least);
                    queue.Remove(least);
                    break;
                default:
                    nodes.Add(new HeapNode<int>(step));
                    queue.Set(nodes[^1], rank);
                    break;
            }

            Assert.Equal(nodes.Count, queue.Count);
            Assert.Equal(nodes.Count == 0 ? long.MaxValue : nodes.Min(node => node.Rank.Due), queue.NextDue);
            Assert.True(nodes.Count == 0 || queue.Peek().Rank == nodes.Min(node => node.Rank));
            queue.CheckInvariants();
        }
    }
}
