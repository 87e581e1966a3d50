using Dataflow.Combining;
using Dataflow.Panes;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

/// <summary>Elements whose windows alternate are divided by window; that must not show.</summary>
public sealed class AlternatingWindowTests
{
    private static readonly FixedWindows Fixed = FixedWindows.Of(Duration.FromSeconds(10));

    private static readonly CombineFn<long, long, long> SumBelow42 = Combine.From<long, long, long>(
        "sum below 42", () => 0, (sum, value) => value == 42 ? throw new InvalidOperationException("no 42") : sum + value, (one, other) => one + other, sum => sum);

    [Theory]
    [InlineData(2, 0, 1)]
    [InlineData(2, 0, 60)]
    [InlineData(15, 40, 60)]
    [InlineData(700, 90, 5000)]
    public void ManyOpenWindows_HaveTheSamePanesInAnySchedule(int size, int lateness, int disorder)
    {
        foreach (var seed in Schedules.Seeds(3))
        {
            var events = Streams.Random(count: 3000, keys: 4, disorder, seed);
            var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(disorder * 0.9)))
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(size)).WithAllowedLateness(Duration.FromSeconds(lateness)).DiscardingFiredPanes())
                .SumPerKey(e => e.Key, e => e.Value));
            var expected = events.GroupBy(e => (e.Key, Window: (long)Math.Floor(e.Time.ToUnixTimeSeconds() / (double)size))).ToDictionary(group => group.Key, group => group.Sum(e => e.Value));
            foreach (var cell in panes.GroupBy(pane => (pane.Value.Key, Window: pane.Window.Start.ToUnixTimeSeconds() / size)))
            {
                var sum = cell.Sum(pane => pane.Value.Value);
                Assert.True(lateness > size ? sum == expected[cell.Key] : sum <= expected[cell.Key], $"{cell.Key} has {sum} of {expected[cell.Key]}");
            }
        }
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(20, 10)]
    public void TheFirstOfTwoFailures_IsReported_InWhicheverWindow(int size, int period)
    {
        // The window of b comes first, and the sum of a is the first to overflow. The first element moves the watermark, so that nothing comes between the others.
        Streams.Reading[] events =
        [
            new("d", 1, Streams.At(19)), new("b", long.MaxValue, Streams.At(11)), new("a", long.MaxValue, Streams.At(1)), new("c", 1, Streams.At(12)), new("a", 1, Streams.At(2)), new("b", 1, Streams.At(12)),
        ];
        Fails(events, 4, SlidingWindows.Of(Duration.FromSeconds(size), Duration.FromSeconds(period)), Combine.Sum<long>(), Duration.FromHours(1));
        if (size == period)
        {
            Fails(events, 4, Fixed, Combine.Sum<long>(), Duration.FromHours(1));
        }
    }

    [Fact]
    public void AFailureBeforeThatOfALateElement_IsReported()
    {
        // At the fourth element the watermark is at 31: that is late for the first window, and it fails, but not before the third.
        Streams.Reading[] events = [new("a", 1, Streams.At(1)), new("b", 1, Streams.At(31)), new("b", 42, Streams.At(25)), new("a", 42, Streams.At(2))];
        Fails(events, 2, Fixed.WithAllowedLateness(Duration.FromMinutes(1)).DiscardingFiredPanes(), SumBelow42, Duration.FromSeconds(8));
        Fails([.. events[..2], events[3], events[2]], 2, Fixed.WithAllowedLateness(Duration.FromMinutes(1)).DiscardingFiredPanes(), SumBelow42, Duration.FromSeconds(8));
    }

    [Fact]
    public void AFailureBeforeThatOfAnElementBehindASlice_IsReported()
    {
        Streams.Reading[] events =
        [
            new("a", long.MaxValue, Streams.At(1)), new("b", long.MaxValue, Streams.At(12)), new("b", 1, Streams.At(12)), new("a", 1, Streams.At(2)),
        ];
        Fails(events, 2, SlidingWindows.Of(Duration.FromSeconds(20), Duration.FromSeconds(10)), Combine.Sum<long>(), Duration.Zero);
        Fails([.. events[..2], events[3], events[2]], 2, SlidingWindows.Of(Duration.FromSeconds(20), Duration.FromSeconds(10)), Combine.Sum<long>(), Duration.Zero);
    }

    [Fact]
    public void ElementsLateForAWindowThatHasFired_KeepTheirOrderAmongOthers()
    {
        // In one batch: elements of two open windows, of one that has fired and of one that has expired.
        var events = Enumerable.Range(0, 400).Select(i => new Streams.Reading("k", i, Streams.At(i < 4 ? i * 30 : (i % 4 * 30) + (i / 100.0)))).ToList();
        var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(35)))
            .WindowInto(Fixed.WithAllowedLateness(Duration.FromSeconds(30)).DiscardingFiredPanes())
            .SumPerKey(e => e.Key, e => e.Value));
        var late = panes.Where(pane => pane.Pane.Timing == PaneTiming.Late).ToList();
        Assert.Equal(99, late.Count);
        Assert.Equal(Enumerable.Range(1, 99).Select(i => (long)(4 * i) + 1), late.Select(pane => pane.Value.Value));
        Assert.Equal(Enumerable.Range(1, 99).Select(i => (long)i), late.Select(pane => (long)pane.Pane.Index));
    }

    private static void Fails<TAccumulator>(Streams.Reading[] events, int at, WindowingStrategy windowing, CombineFn<long, TAccumulator, long> fn, Duration delay)
    {
        foreach (var options in Schedules.All.Where(options => options.Parallelism == 1))
        {
            var pipeline = Pipeline.Build(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(delay)).WindowInto(windowing).CombinePerKey(e => e.Key, e => e.Value, fn, "Sums").ForEachPane(_ => { }));
            var failure = Assert.Throws<StepFailedException>(() => pipeline.RunAsync(options).GetAwaiter().GetResult());
            Assert.Equal(("Sums", events[at].ToString()), (failure.Step, failure.Element));
        }
    }
}
