using Dataflow.Engine.Early;

namespace Dataflow.Engine.Tests.Early;

public sealed class PlaceOrderTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(64, 64)]
    [InlineData(65, 66)]
    [InlineData(20, 10_000)]
    [InlineData(9, int.MaxValue)]
    [InlineData(32, 10_000)]
    [InlineData(33, 10_000)]
    [InlineData(33, int.MaxValue)]
    [InlineData(10_000, 10_000)]
    [InlineData(5, 100_000_000)]
    [InlineData(3000, 5_000_000)]
    [InlineData(3000, int.MaxValue)]
    public void Sort_PlacesThatAllDiffer_IsFromTheLeastOn(int count, int places)
    {
        var random = new Random(count);
        var order = new PlaceOrder();
        for (var round = 0; round < 5; round++)
        {
            var chosen = new HashSet<int>();
            while (chosen.Count < count)
            {
                chosen.Add(random.Next(places));
            }

            int[] sorted = [.. chosen.OrderBy(_ => random.Next())];
            order.Sort(sorted);
            Assert.Equal(chosen.Order(), sorted);
        }
    }

    [Fact]
    public void Sort_AFewPlaces_GivesTheseAlone()
    {
        var order = new PlaceOrder();
        foreach (int[] places in new int[][] { [4096, 0, 63], [4097, 1, 62], [8191, 64, 4095], [0, int.MaxValue], [int.MaxValue, int.MaxValue - 4096], [2, 1], [7], [] })
        {
            int[] sorted = [.. places];
            order.Sort(sorted);
            Assert.Equal(places.Order(), sorted);
        }
    }

    /// <summary>Of so many places that they set bits, nothing is left of those that were sorted before, near to these or far from them.</summary>
    [Fact]
    public void Sort_ManyOtherPlacesAfterThat_GivesTheseAlone()
    {
        var order = new PlaceOrder();
        foreach (var (first, step) in new[] { (0, 1), (1, 2), (4095, 64), (1, 4096), (4096, 63), (int.MaxValue - 99, 1), (0, 100_000), (2, 3) })
        {
            int[] places = [.. Enumerable.Range(0, 100).Select(i => first + (i * step)).OrderBy(place => place % 7)];
            int[] sorted = [.. places];
            order.Sort(sorted);
            Assert.Equal(places.Order(), sorted);
        }
    }

    /// <summary>The farthest that many places may be from each other to be sorted by bits, and one group of places farther.</summary>
    [Theory]
    [InlineData(40)]
    [InlineData(41)]
    public void Sort_ManyPlacesFarApart_IsFromTheLeastOn(int groups)
    {
        int[] places = [(groups * 4096) + 5, 4095, .. Enumerable.Range(5000, 38).Reverse()];
        new PlaceOrder().Sort(places);
        Assert.Equal([4095, .. Enumerable.Range(5000, 38), (groups * 4096) + 5], places);
    }
}
