using Dataflow.Combining;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Running;

public sealed class BranchTests
{
    private static readonly IReadOnlyList<Streams.Reading> Input = Streams.Random(count: 400, keys: 5, disorder: 30, seed: 8);

    [Fact]
    public void Flatten_OfBranchesThatShareASource_IsAlignedWithWhatIsLate()
    {
        var late = new List<LateElement<string>>();
        var lists = Schedules.Run(p =>
        {
            var readings = p.Create(Input, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(4)));
            var even = readings.Where(e => e.Value % 2 == 0).Select(e => $"even {e.Key} {e.Value}");
            var all = readings.SelectMany(e => new[] { $"all {e.Key}", $"again {e.Key}" });
            var grouped = even.Flatten(all)
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)))
                .CombinePerKey(text => text.Split(' ')[^1].Length, text => text, Combine.List<string>());
            grouped.Late.ToList(late);
            return grouped.Select(list => string.Join("|", list.Value));
        });

        Assert.NotEmpty(lists);
        Assert.NotEmpty(late);
        Assert.Equal(0, late.Count % Schedules.All.Count);
        var perRun = late.Count / Schedules.All.Count;
        Assert.Equal(
            (Input.Count * 2) + Input.Count(e => e.Value % 2 == 0),
            lists.Sum(list => list.Value.Split('|').Length) + perRun);
    }

    [Fact]
    public void Flatten_OfTwoSources_WaitsForTheSlowerWatermark()
    {
        var fast = Streams.Random(100, 3, 0, 1);
        var slow = Streams.Random(100, 3, 50, 2);
        var late = new List<LateElement<Streams.Reading>>();
        var sums = Schedules.Run(p =>
        {
            var grouped = p.Create(fast, e => e.Time, WatermarkPolicy.Monotonic)
                .Flatten(p.Create(slow, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(50))))
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)))
                .SumPerKey(e => e.Key, e => e.Value);
            grouped.Late.ToList(late);
            return grouped;
        });

        Assert.Empty(late);
        Assert.Equal(fast.Concat(slow).Sum(e => e.Value), sums.Sum(sum => sum.Value.Value));
    }

    [Fact]
    public void Flatten_OfBranchesAndAnotherSource_KeepsOneOrderWhateverTheSchedule()
    {
        var other = Streams.Random(200, 4, 60, 3);
        var lists = Schedules.Run(p =>
        {
            var readings = p.Create(Input, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(9)));
            var branches = readings.Where(e => e.Value % 3 > 0).Flatten(readings.Where(e => e.Value % 2 > 0));
            return branches.Flatten(p.Create(other, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(20))))
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(30)).WithAllowedLateness(Duration.FromSeconds(15)).DiscardingFiredPanes())
                .CombinePerKey(e => e.Key, e => e.Value, Combine.List<long>())
                .CombinePerKey(list => list.Value.Count % 2, list => list.Key, Combine.List<string>())
                .Select(list => string.Join("|", list.Value));
        });

        Assert.NotEmpty(lists);
    }

    [Fact]
    public void Flatten_OfACollectionWithItself_DoublesIt()
    {
        var sums = Schedules.Run(p =>
        {
            var readings = p.Create(Input, e => e.Time).WindowInto(FixedWindows.Of(Duration.FromSeconds(10)));
            return readings.Flatten(readings).SumPerKey(e => e.Key, e => e.Value);
        });

        Assert.Equal(2 * Input.Sum(e => e.Value), sums.Sum(sum => sum.Value.Value));
    }

    [Fact]
    public void Flatten_OfTheMainAndTheLateOutput_HasEachElementOnce()
    {
        var ids = Schedules.Values(p =>
        {
            var lists = p.Create(Input, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(4)))
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)))
                .CombinePerKey(e => e.Key, e => e, Combine.List<Streams.Reading>());
            return lists.SelectMany(list => list.Value).WindowInto(GlobalWindows.Instance).Flatten(lists.Late.Select(late => late.Value));
        });

        Assert.Equal(Input.OrderBy(e => (e.Time, e.Key, e.Value)), ids.OrderBy(e => (e.Time, e.Key, e.Value)));
    }

    [Fact]
    public void Flatten_OfPanesAndElements_KeepsTheWindowsOfBoth()
    {
        var windows = FixedWindows.Of(Duration.FromSeconds(10));
        var counts = Schedules.Run(p =>
        {
            var readings = p.Create(Input, e => e.Time).WindowInto(windows);
            var sums = readings.SumPerKey(e => e.Key, e => e.Value);
            return sums.Flatten(readings.Select(e => KV.Of(e.Key, e.Value))).CountPerKey(pair => pair.Key);
        });

        foreach (var group in Input.GroupBy(e => (e.Key, windows.AssignWindow(e.Time))))
        {
            var count = Assert.Single(counts, count => count.Value.Key == group.Key.Key && count.Window == group.Key.Item2);
            Assert.Equal(group.Count() + 1, count.Value.Value);
        }
    }

    [Fact]
    public async Task Where_SharedByTwoBranches_IsCalledOnceForAnElement()
    {
        var calls = 0;
        var (evens, doubles) = (new List<long>(), new List<long>());
        var pipeline = Pipeline.Build(p =>
        {
            var even = p.Create(Input, e => e.Time).Select(e => e.Value).Where(v => ++calls > 0 && v % 2 == 0);
            even.ToList(evens);
            even.Select(v => v * 2).ToList(doubles);
        });
        var result = await pipeline.RunAsync();

        Assert.Equal(Input.Count, calls);
        Assert.Equal(Input.Select(e => e.Value).Where(v => v % 2 == 0), evens);
        Assert.Equal(evens.Select(v => v * 2), doubles);
        Assert.Equal(Input.Count, result["Where"].In);
        Assert.Equal(Input.Count, result["Where"].Out + result["Where"].Filtered);
        Assert.Equal(evens.Count, result["Where"].Out);
    }

    [Fact]
    public void Partition_SendsEachElementToItsCollection()
    {
        var sums = Schedules.Values(p =>
        {
            var parts = p.Create(Input, e => e.Time).Partition(3, e => (int)(e.Value % 3), "By rest");
            return new[] { parts[0].Select(e => (0, e.Value)), parts[1].Select(e => (1, e.Value)), parts[2].Select(e => (2, e.Value)) }.Flatten("All");
        });

        Assert.Equal(Input.Count, sums.Count);
        Assert.All(sums, pair => Assert.Equal(pair.Item1, pair.Value % 3));
        Assert.Equal(Input.Select(e => e.Value), sums.Select(pair => pair.Value));
    }
}
