using Dataflow.Engine.Batches;
using Dataflow.Engine.Exchange;
using Dataflow.Engine.Tests.Batches;

namespace Dataflow.Engine.Tests.Exchange;

public sealed class KeySplitterTests
{
    private const int Keys = 7;

    [Fact]
    public void Split_AnyBatches_SendsEachRowToThePartOfItsKeyAndEachMarkToAll() => Seeds.Each(100, random =>
    {
        var parts = Parts(random.Next(1, 5));
        var (splitter, source) = (new KeySplitter<int, int>("s", value => value % Keys, parts.Length), new RandomBatches(random));
        var (owners, cause) = (new Dictionary<int, int>(), 0L);
        for (var i = 0; i < 5; i++)
        {
            var (batch, origins) = (source.Next(12), new Origins());
            var items = Item.Flatten(batch).ToArray();
            splitter.Split(batch, parts, origins);

            var numbered = items.Select(item => item with { Cause = cause++, Rank = null }).ToArray();
            Assert.Equal(items.Select(item => item.Cause ?? 0), numbered.Select(item => origins.Of(item.Cause!.Value)));
            foreach (var (part, rows) in parts.Index())
            {
                foreach (var value in rows.Span)
                {
                    Assert.Equal(part, owners.TryGetValue(value % Keys, out var owner) ? owner : owners[value % Keys] = part);
                }
            }

            foreach (var (part, rows) in parts.Index())
            {
                Assert.Equal(numbered.Where(item => item.IsMark || owners[(int)item.Value! % Keys] == part), Item.Flatten(rows));
                rows.Clear();
            }
        }
    });

    /// <summary>More rows than are looked at in one go, of one key: they are all one part's.</summary>
    [Fact]
    public void Split_ALargeBatchOfOneKey_KeepsItsOrder()
    {
        var (parts, batch) = (Parts(3), new Batch<int>(0));
        batch.Show([.. Enumerable.Range(0, 1000)], 0, 1000);
        new KeySplitter<int, string?>("s", _ => null, parts.Length).Split(batch, parts, origins: null);

        Assert.Equal(Enumerable.Range(0, 1000), parts.Single(part => part.Count > 0).Span.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1 << 16)]
    public void Split_KeysAtEvenDistances_GivesEachPartAboutAsMany(int distance)
    {
        var (parts, batch) = (Parts(4), new Batch<int>(0));
        batch.Show([.. Enumerable.Range(0, 8000)], 0, 8000);
        new KeySplitter<int, int>("s", value => value * distance, parts.Length).Split(batch, parts, origins: null);

        Assert.All(parts, part => Assert.InRange(part.Count, 1000, 3000));
    }

    [Fact]
    public void Split_TheKeyFails_NamesTheElement()
    {
        var batch = new Batch<int>(0);
        batch.Show([.. Enumerable.Range(0, 9)], 0, 9);
        batch.Columns.Marks.Add(3, MarkKind.Watermark, 1);
        var splitter = new KeySplitter<int, int>("s", value => value == 6 ? throw new FormatException() : value, 2);
        var failure = Assert.Throws<StepFailedException>(() => splitter.Split(batch, Parts(2), origins: null));

        Assert.Equal("6", failure.Element);
    }

    private static Batch<int>[] Parts(int count) => [.. Enumerable.Range(0, count).Select(_ => new Batch<int>(0))];
}
