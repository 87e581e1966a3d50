using Dataflow.Combining;
using Dataflow.Engine.Sliced;

namespace Dataflow.Engine.Tests.Sliced;

public sealed class SliceListTests
{
    private const int ManyKeys = 100_000;

    [Fact]
    public void FindOrAdd_SlicesInAnyOrder_StandInTheOrderOfTime() => Seeds.Each(50, random =>
    {
        var slices = new SliceList<long>();
        var numbers = Enumerable.Range(-20, 40).Select(number => (long)number).ToArray();
        random.Shuffle(numbers);
        foreach (var number in numbers)
        {
            Assert.Same(slices.FindOrAdd(number, 10), slices.FindOrAdd(number, 10));
        }

        Assert.Equal(numbers.Order(), Enumerable.Range(0, slices.Count).Select(place => slices[place].Number));
    });

    /// <summary>The newest first: each is put in beside the one with many keys.</summary>
    [Fact]
    public void FindOrAdd_SmallSlicesBehindALargeOne_TakeLittleMemory()
    {
        var slices = new SliceList<long>();
        slices.FindOrAdd(0, ManyKeys).Fold<long, long, SumFn<long>>(Enumerable.Range(0, ManyKeys).ToArray(), new long[ManyKeys], default, ManyKeys, new int[ManyKeys], out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 200; number > 0; number--)
        {
            slices.FindOrAdd(number, ManyKeys).Fold<long, long, SumFn<long>>([number], [1], default, ManyKeys, new int[1], out _);
        }

        // The first stands behind the large one alone, and may take as much; of the others each has a small one beside it.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }
}
