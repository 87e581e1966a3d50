using Dataflow.Combining;
using Dataflow.Engine.Sliced;

namespace Dataflow.Engine.Tests.Sliced;

public sealed class SliceTests
{
    // Of how many keys a batch is: few of many, so that the index is of cells, or most of all, so that there is a slot for each place.
    [Theory]
    [InlineData(10, 10)]
    [InlineData(300, 300)]
    [InlineData(300, 20_000)]
    [InlineData(3_000, 20_000)]
    [InlineData(20_000, 20_000)]
    public void Fold_AnyKeys_IsADictionaryInOrder(int used, int keyCount) => Seeds.Each(20, random =>
    {
        var slice = new Slice<long>();
        slice.Open(7, likely: random.Next(keyCount), keyCount);
        var model = new Dictionary<int, long>();
        for (var round = 0; round < 6; round++)
        {
            Fold(slice, model, random, used, keyCount);
        }

        AssertHolds(model, slice, keyCount);
    });

    [Fact]
    public void Fold_AsKeysBecomeMore_FindsThoseThatWereThere() => Seeds.Each(50, random =>
    {
        var slice = new Slice<long>();
        var model = new Dictionary<int, long>();
        for (var keyCount = 1 + random.Next(20); keyCount < 10_000; keyCount = (int)(keyCount * (1.2 + random.NextDouble())))
        {
            Fold(slice, model, random, random.Next(3) == 0 ? 5 : keyCount, keyCount);
            AssertHolds(model, slice, keyCount);
        }
    });

    [Fact]
    public void FindOrAdd_ALateKey_IsFoundFromThenOn() => Seeds.Each(50, random =>
    {
        var slice = new Slice<long>();
        var model = new Dictionary<int, long>();
        var keyCount = 50;
        for (var round = 0; round < 200; round++)
        {
            // A late element may bring a key of its own.
            keyCount += random.Next(3) == 0 ? 1 : 0;
            var place = random.Next(2) == 0 ? keyCount - 1 : random.Next(keyCount);
            var cell = slice.FindOrAdd(place, keyCount);
            Assert.Equal(model.TryAdd(place, 0), cell < 0);
            slice.Accumulators[cell < 0 ? ~cell : cell] = ++model[place];
        }

        AssertHolds(model, slice, keyCount);
    });

    [Theory]
    [InlineData(2)]
    [InlineData(1000)]
    public void Fold_AFailure_KeepsWhatWasFoldedBeforeAndSaysHowMuch(int keyCount)
    {
        var slice = new Slice<long>();
        var folded = 0;
        Assert.Throws<OverflowException>(() => slice.Fold<long, long, SumFn<long>>([1, 0, 1, 0, 1], [5, long.MaxValue, 6, 1, 1], default, keyCount, new int[5], out folded));
        Assert.Equal(3, folded);
        Assert.Equal([1, 0], slice.Places.ToArray());
        Assert.Equal([11L, long.MaxValue], slice.Accumulators.ToArray());
    }

    [Fact]
    public void Move_KeysToOtherPlaces_FindsThemThere() => Seeds.Each(50, random =>
    {
        var slice = new Slice<long>();
        var model = new Dictionary<int, long>();
        Fold(slice, model, random, 200, 5_000);

        var moved = Enumerable.Range(0, 300).ToArray();
        random.Shuffle(moved);
        var placeOf = new int[5_000];
        foreach (var (place, index) in model.Keys.Order().Select((place, index) => (place, index)))
        {
            placeOf[place] = moved[index];
        }

        slice.Move(placeOf, 300);
        AssertHolds(model.ToDictionary(entry => placeOf[entry.Key], entry => entry.Value), slice, 300);
    });

    [Fact]
    public void Close_ThenOpen_HoldsNothingOfBefore() => Seeds.Each(50, random =>
    {
        var slice = new Slice<long>();
        for (var number = 0; number < 6; number++)
        {
            var keyCount = random.Next(2) == 0 ? 30 : 5_000;
            slice.Open(number, likely: random.Next(100), keyCount);
            Assert.Equal((number, 0, 0L), (slice.Number, slice.Count, slice.Elements));
            var model = new Dictionary<int, long>();
            Fold(slice, model, random, random.Next(2) == 0 ? keyCount : 20, keyCount);
            AssertHolds(model, slice, keyCount);
            slice.Elements = 9;
            slice.Close();
        }
    });

    private static void Fold(Slice<long> slice, Dictionary<int, long> model, Random random, int used, int keyCount)
    {
        var keys = Enumerable.Range(0, random.Next(1, 2 * used)).Select(_ => (int)((long)random.Next(used) * keyCount / used)).ToArray();
        var values = keys.Select(_ => random.NextInt64(1000)).ToArray();
        List<int> begins = [];
        for (var row = 0; row < keys.Length; row++)
        {
            if (model.TryAdd(keys[row], 0))
            {
                begins.Add(row);
            }

            model[keys[row]] += values[row];
        }

        var opened = new int[keys.Length];
        slice.Fold<long, long, SumFn<long>>(keys, values, default, keyCount, opened, out var folded);
        Assert.Equal(keys.Length, folded);
        Assert.Equal(begins, opened[..begins.Count]);
    }

    private static void AssertHolds(Dictionary<int, long> model, Slice<long> slice, int keyCount)
    {
        slice.CheckInvariants(keyCount);
        Assert.Equal(model.Keys, slice.Places.ToArray());
        Assert.Equal(model.Values, slice.Accumulators.ToArray());
        for (var place = 0; place < keyCount + 5; place++)
        {
            Assert.Equal(model.ContainsKey(place), slice.Find(place) >= 0);
        }
    }
}
