using Dataflow.Panes;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

/// <summary>Sliding windows that are joined from slices are those of the layout that keeps a cell for each key and window.</summary>
public sealed class SlicedWindowTests
{
    [Theory]
    [InlineData(30, 1, 0)]
    [InlineData(30, 1, 4)]
    [InlineData(12, 4, 7)]
    [InlineData(10, 4, 30)]
    [InlineData(35, 10, 3)]
    [InlineData(6, 6, 9)]
    public void ElementsBehindTheWatermark_JoinTheWindowsThatAreNotDue(int size, int period, int lateness)
    {
        foreach (var seed in Schedules.Seeds(6))
        {
            var events = Streams.Random(count: 400, keys: 3, disorder: 40, seed);
            var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(2)))
                .WindowInto(Sliding(size, period, lateness))
                .SumPerKey(e => e.Key, e => e.Value));
            Assert.True(panes.Count > 100);
            Assert.Equal(lateness > 0, panes.Exists(pane => pane.Pane.Timing == PaneTiming.Late));
        }
    }

    [Fact]
    public void KeysThatAreGone_AreForgottenAndComeBack()
    {
        var events = Enumerable.Range(0, 9000).Select(i => new Streams.Reading($"k{(i < 5000 ? i : i % 40)}", i, Streams.At(i / 100.0))).Concat(
            Enumerable.Range(0, 3000).Select(i => new Streams.Reading($"k{i}", i, Streams.At(90 + (i / 100.0))))).ToList();
        var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.Zero))
            .WindowInto(Sliding(6, 2, lateness: 0))
            .CountPerKey(e => e.Key));
        Assert.Equal(3 * events.Count, panes.Sum(pane => pane.Value.Value));
    }

    [Fact]
    public void GapOfYears_IsNotWalkedThrough()
    {
        var events = new[] { 1.0, 2, 1e10, 1e10 + 1 }.Select(at => new Streams.Reading("k", 1, Streams.At(at))).ToList();
        var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.Zero))
            .WindowInto(Sliding(3, 1, lateness: 0))
            .CountPerKey(e => e.Key));
        Assert.Equal([1, 2, 2, 1, 1, 2, 2, 1], panes.Select(pane => pane.Value.Value));
    }

    [Fact]
    public void SumOfSlicesOverflows_FailsInTheStepWithTheWindow()
    {
        var events = new[] { 1.0, 2 }.Select(at => new Streams.Reading("k", long.MaxValue, Streams.At(at))).ToList();
        var pipeline = Pipeline.Build(p => p.Create(events, e => e.Time).WindowInto(Sliding(3, 1, lateness: 0)).SumPerKey(e => e.Key, e => e.Value, "Sums").ForEachPane(_ => { }));
        var failure = Assert.Throws<StepFailedException>(() => pipeline.RunAsync().GetAwaiter().GetResult());
        Assert.IsType<OverflowException>(failure.InnerException);
        Assert.Contains("'Sums'", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1970-01-01T00:00:0", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>Few of many keys are in a slice, whose cells are then found in another way.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task SumOfASliceOverflows_FailsAtTheElement(int keys)
    {
        var events = Enumerable.Range(0, keys).Select(i => new Streams.Reading($"k{i}", 1, Streams.At(i))).Append(new("k", long.MaxValue, Streams.At(keys + 0.1))).Append(new("k", 7, Streams.At(keys + 0.2))).ToList();
        foreach (var size in new[] { 1, 3, 4096 })
        {
            var pipeline = Pipeline.Build(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.Zero)).WindowInto(Sliding(3, 1, lateness: 0)).SumPerKey(e => e.Key, e => e.Value, "Sums").ForEachPane(_ => { }));
            var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync(new() { BatchSize = size }));
            Assert.IsType<OverflowException>(failure.InnerException);
            Assert.Equal(events[^1].ToString(), failure.Element);
        }
    }

    /// <summary>Most keys of a slice come first when the slice before it still takes elements, or those of slices far apart come together.</summary>
    [Theory]
    [InlineData(0.5, 40)]
    [InlineData(3.5, 40)]
    [InlineData(3.5, 3)]
    public void RowsOfSeveralSlices_GoIntoTheirOwn(double disorder, int keys)
    {
        foreach (var seed in Schedules.Seeds(4))
        {
            var random = new Random(seed);
            var events = Enumerable.Range(0, 2_000)
                .Select(i => (At: i / 100.0, Arrives: (i / 100.0) + (random.Next(3) == 0 ? disorder : 0), Key: $"k{(i / 100 * 7) + random.Next(keys)}"))
                .OrderBy(e => e.Arrives).Select((e, i) => new Streams.Reading(e.Key, i, Streams.At(e.At))).ToList();
            var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(4)))
                .WindowInto(Sliding(3, 1, lateness: 0))
                .SumPerKey(e => e.Key, e => e.Value));
            Assert.Equal(3L * events.Sum(e => e.Value), panes.Sum(pane => pane.Value.Value));
        }
    }

    [Fact]
    public void RowsBetweenTwoSlices_GoIntoTheirOwn()
    {
        // The first moves the watermark past the ends of empty windows, and the others come in one part of a batch.
        var events = new[] { 3.1, 0.1, 0.2, 3.0, 1.5, 2.5, 0.3, 3.2 }.Select((at, i) => new Streams.Reading("k", 1 << i, Streams.At(at))).ToList();
        var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(9)))
            .WindowInto(Sliding(2, 1, lateness: 0))
            .SumPerKey(e => e.Key, e => e.Value));
        Assert.Equal([70, 70 + 16, 16 + 32, 32 + 137, 137], panes.Select(pane => pane.Value.Value));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    public async Task SumOfOneOfTwoSlicesOverflows_FailsAtTheElement(int at)
    {
        var events = Enumerable.Range(0, 20).Select(i => new Streams.Reading("k", 1, Streams.At(1 + (i % 2)))).ToList();
        events[at] = new("k", long.MaxValue, Streams.At(1 + (at % 2)));
        var pipeline = Pipeline.Build(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(9))).WindowInto(Sliding(3, 1, lateness: 0)).SumPerKey(e => e.Key, e => e.Value, "Sums").ForEachPane(_ => { }));
        var failure = await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync());
        Assert.IsType<OverflowException>(failure.InnerException);
        Assert.Equal(events[at < 2 ? at + 2 : at].ToString(), failure.Element);
    }

    private static WindowingStrategy Sliding(int size, int period, int lateness) =>
        SlidingWindows.Of(Duration.FromSeconds(size), Duration.FromSeconds(period)).WithAllowedLateness(Duration.FromSeconds(lateness)).DiscardingFiredPanes();
}
