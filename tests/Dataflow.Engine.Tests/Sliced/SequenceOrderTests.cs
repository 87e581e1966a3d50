using Dataflow.Engine.Sliced;

namespace Dataflow.Engine.Tests.Sliced;

public sealed class SequenceOrderTests
{
    [Theory]
    [InlineData(0, 0L)]
    [InlineData(1, 0L)]
    [InlineData(63, 1_000_000L)]
    [InlineData(64, 100L)]
    [InlineData(3000, 2_000_000L)]
    [InlineData(3000, long.MaxValue)]
    public void Sort_OfAnySpan_IsByTheSequence(int count, long span)
    {
        var random = new Random(count);
        var order = new SequenceOrder();
        for (var round = 0; round < 3; round++)
        {
            var sequences = Enumerable.Range(0, count + (100 * round)).Select(_ => random.NextInt64(span)).ToArray();
            order.Clear();
            for (var place = 0; place < sequences.Length; place++)
            {
                order.Add(sequences[place], place);
            }

            order.Sort();
            Assert.Equal(sequences.Length, order.Count);
            Assert.Equal(sequences.Order(), order.Entries.ToArray().Select(entry => entry.Sequence));
            Assert.All(order.Entries.ToArray(), entry => Assert.Equal(sequences[entry.Place], entry.Sequence));
            Assert.Equal(sequences.Length, order.Entries.ToArray().Select(entry => entry.Place).Distinct().Count());
        }
    }

    // As the keys of a window come: first those of its first slice, in order, then the others.
    [Theory]
    [InlineData(1000, 0)]
    [InlineData(1000, 1)]
    [InlineData(1000, 40)]
    [InlineData(1000, 700)]
    [InlineData(20, 1000)]
    public void Sort_BehindThoseInOrder_IsByTheSequence(int inOrder, int others)
    {
        var random = new Random(inOrder + others);
        var order = new SequenceOrder();
        for (var round = 0; round < 5; round++)
        {
            var sequences = Enumerable.Range(0, 2000).ToArray();
            random.Shuffle(sequences);
            int[] added = [.. sequences[..inOrder].Order(), .. sequences[inOrder..(inOrder + others)]];
            order.Clear();
            for (var place = 0; place < added.Length; place++)
            {
                order.Add(added[place], place);
            }

            order.Sort();
            Assert.Equal(added.Select((sequence, place) => (long)sequence).Order(), order.Entries.ToArray().Select(entry => entry.Sequence));
            Assert.All(order.Entries.ToArray(), entry => Assert.Equal(added[entry.Place], entry.Sequence));
        }
    }
}
