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
}
