using Dataflow.Combining;
using Dataflow.Engine.Sliced;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Engine.Tests.Sliced;

public sealed class WindowSumsTests
{
    private readonly SliceGrid grid = new(SlidingWindows.Of(Duration.FromSeconds(3), Duration.FromSeconds(1)));

    [Fact]
    public void ForgetKeys_AfterABurst_LeavesThoseThatStillCome()
    {
        var sums = new WindowSums<int, long, long, long, SumFn<long>>(grid, default);
        for (var second = 0; second < 10; second++)
        {
            // The burst is looked through while all of its keys are there.
            sums.ForgetKeys();
            Add(sums, second, second == 1 ? Enumerable.Range(0, 20_000) : Enumerable.Range(5, 3));
            Fire(sums, second);
        }

        sums.ForgetKeys();
        sums.CheckInvariants();
        Assert.Equal(3, sums.KeyCount);
    }

    [Fact]
    public void ForgetKeys_KeysThatNoSliceEverHad_DoNotPileUp()
    {
        var sums = new WindowSums<int, long, long, long, SumFn<long>>(grid, default);
        Add(sums, 0, [1, 2, 3]);
        for (var dropped = 10; dropped < 100_000; dropped += 100)
        {
            sums.ForgetKeys();
            Locate(sums, [.. Enumerable.Range(dropped, 100)]);
            Assert.InRange(sums.KeyCount, 4, 5_000);
        }

        Fire(sums, 0);
        var order = new SequenceOrder();
        sums.CopyTo(order);
        Assert.Equal([1, 2, 3], order.Entries.ToArray().Select(entry => sums.KeyAt(entry.Place)));
    }

    [Fact]
    public void ForgetKeys_AfterItLooked_WaitsForAsManyNewKeysAsItLookedAt()
    {
        const int Kept = 50_000;
        var sums = new WindowSums<int, long, long, long, SumFn<long>>(grid, default);
        Add(sums, 0, Enumerable.Range(0, Kept));
        sums.ForgetKeys();
        for (var dropped = Kept; dropped < 2 * Kept; dropped += 100)
        {
            Locate(sums, [.. Enumerable.Range(dropped, 100)]);
            sums.ForgetKeys();
            Assert.Equal(dropped + 100, sums.KeyCount);
        }
    }

    [Fact]
    public void ForgetKeys_OfSlicesInThePair_KeepsWhatTheyHold()
    {
        var sums = new WindowSums<int, long, long, long, SumFn<long>>(grid, default);
        AddInPair(sums, 0, [3, 1, 4, 1], 10);
        AddInPair(sums, 1, [5, 9, 1], 100);

        // Keys of elements that were dropped, more than are worth keeping, so that others get new places.
        Locate(sums, [.. Enumerable.Range(-9_000, 9_000)]);
        sums.ForgetKeys();
        Assert.Equal(5, sums.KeyCount);
        sums.CheckInvariants();
        Assert.Equal([10, 20, 10], sums.Slices[0].Accumulators.ToArray());
        Assert.False(sums.Slices[1].IsInPair);
        AddInPair(sums, 2, [9, 2], 1_000);
        sums.MoveTo(0);
        sums.CheckInvariants();
        var order = new SequenceOrder();
        sums.CopyTo(order);
        order.Sort();
        var (outputs, at) = (new KV<int, long>[order.Count], 0);
        sums.Extract(order.Entries, outputs, ref at);
        Assert.Equal([KV.Of(3, 10L), KV.Of(1, 120L), KV.Of(4, 10L), KV.Of(5, 100L), KV.Of(9, 1_100L), KV.Of(2, 1_000L)], outputs);
    }

    [Fact]
    public void LeaveBefore_AfterABurst_GivesUpWhatThePairHadForIt()
    {
        var sums = new WindowSums<int, long, long, long, SumFn<long>>(grid, default);
        AddInPair(sums, 0, [1, 2], 1);
        AddInPair(sums, 0, [.. Enumerable.Range(0, 20_000)], 1);
        sums.MoveTo(0);
        Assert.InRange(sums.Pair.Capacity, 40_000, 100_000);
        sums.LeaveBefore(10);
        Assert.Equal(0, sums.Pair.Capacity);
    }

    private static void AddInPair(WindowSums<int, long, long, long, SumFn<long>> sums, long number, int[] keys, long value)
    {
        var places = Locate(sums, keys);
        var slice = sums.Slices.FindOrAdd(number, sums.KeyCount);
        sums.Pair.TryTake(slice, sums.KeyCount);
        Assert.True(slice.IsInPair);
        var (opened, values) = (new int[keys.Length], new long[keys.Length]);
        Array.Fill(values, value);
        sums.Pair.Fold<long, long, SumFn<long>>(number, new long[keys.Length], long.MaxValue, places, values, default, sums.KeyCount, opened, out var count, out _);
        slice.MakeRoomFor(count, sums.KeyCount);
        foreach (var row in opened.AsSpan(0, count))
        {
            slice.AddInPair(places[row], (number * 100_000) + slice.Count);
        }

        slice.Elements += keys.Length;
        sums.AddCells(count);
    }

    private static int[] Locate(WindowSums<int, long, long, long, SumFn<long>> sums, int[] keys)
    {
        var places = new int[keys.Length];
        var row = 0;
        sums.Locate(keys, places, ref row);
        return places;
    }

    private static void Add(WindowSums<int, long, long, long, SumFn<long>> sums, long number, IEnumerable<int> keys)
    {
        var places = Locate(sums, [.. keys]);
        var slice = sums.Slices.FindOrAdd(number, sums.KeyCount);
        slice.Fold<long, long, SumFn<long>>(places, new long[places.Length], default, sums.KeyCount, new int[places.Length], out var folded);
        for (var cell = 0; cell < slice.Count; cell++)
        {
            slice.Sequences[cell] = (number * 100_000) + cell;
        }

        slice.Elements += folded;
        sums.AddCells(slice.Count);
    }

    private static void Fire(WindowSums<int, long, long, long, SumFn<long>> sums, long window)
    {
        sums.MoveTo(window - 2);
        sums.NoteLive();
        sums.CheckInvariants();
    }
}
