using Dataflow.Combining;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Running;

public sealed class TwoStageTests
{
    private static readonly IReadOnlyList<Streams.Reading> Input = Streams.Random(count: 600, keys: 9, disorder: 40, seed: 5);

    [Theory]
    [InlineData(TimestampCombiner.EndOfWindow)]
    [InlineData(TimestampCombiner.Earliest)]
    [InlineData(TimestampCombiner.Latest)]
    public void RunAsync_TotalsOfTotals_EqualTheDirectTotals(TimestampCombiner combiner)
    {
        // The first stage's panes are behind its output watermark never, so the second stage drops none of them: with windows
        // that nest, its totals are those of the elements that the first stage kept.
        var late = new List<LateElement<KV<string, long>>>();
        var totals = Schedules.Run(p =>
        {
            var second = p.Create(Input, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(40)))
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)).WithTimestampCombiner(combiner))
                .SumPerKey(e => e.Key, e => e.Value)
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(60)))
                .SumPerKey(total => total.Key.Length, total => total.Value);
            second.Late.ToList(late);
            return second;
        });

        Assert.Empty(late);
        var expected = Input.GroupBy(e => Floor(e.Time, 60)).OrderBy(g => g.Key).Select(g => (g.Key, g.Sum(e => e.Value)));
        Assert.Equal(expected, totals.Select(total => (Floor(total.Window.Start, 60), total.Value.Value)));
    }

    [Fact]
    public void RunAsync_ListsOfTheFirstStage_ComeInOneOrderWhateverTheSchedule()
    {
        var lists = Schedules.Run(p => p.Create(Input, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(15)))
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(20)).WithAllowedLateness(Duration.FromSeconds(10)).DiscardingFiredPanes())
            .SumPerKey(e => e.Key, e => e.Value)
            .CombinePerKey(total => total.Value % 2, total => total, Combine.List<KV<string, long>>())
            .Select(list => $"{list.Key}: {string.Join(" ", list.Value)}"));

        Assert.NotEmpty(lists);
        Assert.Contains(lists, list => list.Pane.Timing == Panes.PaneTiming.Late);
    }

    [Fact]
    public void RunAsync_SecondStageWithoutRewindowing_GroupsByTheWindowsOfTheFirst()
    {
        var counts = Schedules.Run(p => p.Create(Input, e => e.Time)
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(50)))
            .SumPerKey(e => e.Key, e => e.Value)
            .CountPerKey(_ => 0));

        Assert.Equal(
            Input.GroupBy(e => Floor(e.Time, 50)).OrderBy(g => g.Key).Select(g => (g.Key, (long)g.Select(e => e.Key).Distinct().Count())),
            counts.Select(count => (Floor(count.Window.Start, 50), count.Value.Value)));
    }

    private static long Floor(Instant time, long size) => (long)Math.Floor(time.ToUnixTimeSeconds() / (double)size) * size;
}
