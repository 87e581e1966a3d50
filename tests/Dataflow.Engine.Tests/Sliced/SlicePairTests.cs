using Dataflow.Combining;
using Dataflow.Engine.Pooling;
using Dataflow.Engine.Sliced;

namespace Dataflow.Engine.Tests.Sliced;

public sealed class SlicePairTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Fold_RowsOfTwoSlices_GoIntoThatOfTheirTimes(long number) => Seeds.Each(50, random =>
    {
        var pair = new SlicePair<long>();
        var slices = new[] { Taken(pair, number), Taken(pair, number + 1) };
        var models = new[] { new Dictionary<int, long>(), new Dictionary<int, long>() };
        var keyCount = 1 + random.Next(8);
        for (var round = 0; round < 5; round++, keyCount += random.Next(keyCount))
        {
            var count = random.Next(50);
            var times = Column(count, () => (long)random.Next(100));
            var keys = Column(count, () => random.Next(keyCount));
            var values = Column(count, () => (long)random.Next(1_000));
            Fold(pair, slices, times, keys, values, keyCount);
            for (var row = 0; row < count; row++)
            {
                var model = models[times[row] < 50 ? 0 : 1];
                model[keys[row]] = model.GetValueOrDefault(keys[row]) + values[row];
            }

            pair.CheckInvariants();
        }

        pair.LetGo();
        for (var which = 0; which < 2; which++)
        {
            slices[which].CheckInvariants(keyCount);
            Assert.Equal(models[which].Keys, slices[which].Places.ToArray());
            Assert.Equal(models[which].Values, slices[which].Accumulators.ToArray());
        }
    });

    [Fact]
    public void Leave_OneSlice_LeavesItsPlaceToAnother()
    {
        var pair = new SlicePair<long>();
        var slices = new[] { Taken(pair, 0), Taken(pair, 1) };
        Fold(pair, slices, [0, 0, 60], [3, 4, 3], [10, 20, 30], keyCount: 5);
        pair.Leave(slices[0]);
        pair.Leave(slices[0]);
        pair.CheckInvariants();
        var next = Taken(pair, 2);
        Fold(pair, [slices[1], next], [0, 60, 60], [3, 3, 2], [1, 2, 3], keyCount: 5);
        pair.CheckInvariants();
        pair.LetGo();
        Assert.Equal([10, 20], slices[0].Accumulators.ToArray());
        Assert.Equal([31], slices[1].Accumulators.ToArray());
        Assert.Equal([2, 3], next.Accumulators.ToArray());
        Assert.Equal([3, 2], next.Places.ToArray());
    }

    [Fact]
    public void TryTake_ASliceWhosePlaceIsTaken_StaysOutside()
    {
        var pair = new SlicePair<long>();
        Taken(pair, 0);
        var other = Opened(2, keyCount: 4);
        pair.TryTake(other, 4);
        Assert.False(other.IsInPair);
    }

    [Fact]
    public void TryTake_ASliceThatIsToHaveFewOfAllKeys_StaysOutside()
    {
        var pair = new SlicePair<long>();
        var slice = Opened(0, keyCount: 1_000);
        pair.TryTake(slice, 1_000);
        Assert.False(slice.IsInPair);
    }

    [Fact]
    public void TryTake_ASliceThatHoldsSomething_StaysOutside()
    {
        var pair = new SlicePair<long>();
        var slice = Opened(0, keyCount: 4);
        slice.Elements = 1;
        pair.TryTake(slice, 4);
        Assert.False(slice.IsInPair);
    }

    [Fact]
    public void Fold_AFailure_TellsItsRow()
    {
        var pair = new SlicePair<long>();
        Taken(pair, 0);
        var row = -1;
        Assert.Throws<OverflowException>(() => pair.Fold<long, long, SumFn<long>>(
            0, [0, 0, 0, 0], long.MaxValue, [1, 2, 2, 1], [1, long.MaxValue, 1, 1], default, 3, new int[4], out _, out row));
        Assert.Equal(2, row);
    }

    [Fact]
    public void Fold_AFunctionThatBeginsWithSomething_BeginsEachCellWithIt()
    {
        var pair = new SlicePair<long>();
        var slice = Taken(pair, 0);
        for (var (keyCount, round) = (10, 0); round < 5; keyCount *= 3, round++)
        {
            var keys = Enumerable.Range(0, keyCount).ToArray();
            var opened = new int[keyCount];
            pair.Fold<long, long, FromHundred>(0, new long[keyCount], long.MaxValue, keys, new long[keyCount], default, keyCount, opened, out var count, out _);
            slice.MakeRoomFor(count, keyCount);
            Array.ForEach(opened[..count], row => slice.AddInPair(keys[row], row));
        }

        pair.LetGo();
        Assert.Equal(810, slice.Count);
        Assert.All(slice.Accumulators.ToArray(), sum => Assert.Equal(100, sum));
    }

    [Fact]
    public void Fold_BehindOthersInThePool_HasNoCellsOfTheirs()
    {
        var used = Enumerable.Range(0, 20).Select(_ => PooledArray<byte>.Rent(8192)).ToArray();
        foreach (var array in used)
        {
            Array.Fill(array, (byte)1);
            PooledArray<byte>.Return(array);
        }

        var pair = new SlicePair<long>();
        var slice = Taken(pair, 0);
        Fold(pair, [slice, slice], [0, 0], [3000, 3], [5, 7], keyCount: 4096);
        pair.CheckInvariants();
        Assert.Equal([3000, 3], slice.Places.ToArray());
    }

    private static void Fold(SlicePair<long> pair, Slice<long>[] slices, long[] times, int[] keys, long[] values, int keyCount)
    {
        var opened = new int[times.Length];
        pair.Fold<long, long, SumFn<long>>(slices[0].Number, times, 50, keys, values, default, keyCount, opened, out var count, out var folded);
        Assert.Equal(times.Length, folded);
        Array.ForEach(slices, slice => slice.MakeRoomFor(count, keyCount));
        foreach (var row in opened[..count])
        {
            slices[times[row] < 50 ? 0 : 1].AddInPair(keys[row], row);
        }
    }

    private readonly struct FromHundred : ICombineFn<long, long, long>
    {
        public long CreateAccumulator() => 100;

        public void AddInput(ref long accumulator, long input) => accumulator += input;

        public void MergeAccumulator(ref long accumulator, long other) => accumulator += other;

        public long ExtractOutput(long accumulator) => accumulator;
    }

    private static T[] Column<T>(int count, Func<T> next) => [.. Enumerable.Range(0, count).Select(_ => next())];

    private static Slice<long> Taken(SlicePair<long> pair, long number)
    {
        var slice = Opened(number, keyCount: 1);
        pair.TryTake(slice, 1);
        Assert.True(slice.IsInPair);
        return slice;
    }

    private static Slice<long> Opened(long number, int keyCount)
    {
        var slice = new Slice<long>();
        slice.Open(number, likely: 0, keyCount);
        return slice;
    }
}
