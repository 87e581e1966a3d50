using Dataflow.Combining;
using Dataflow.Panes;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

/// <summary>Elements of many keys at a time, of which some change nothing but an accumulator and others fire, are taken in an order that nobody sees.</summary>
public sealed class ManyKeyTriggerTests
{
    public static TheoryData<string, AccumulationMode> Strategies =>
        [.. from trigger in new[] { "AfterCount(3)", "AfterProcessingTime(delay: 2s)", "AfterCount(1)" } from mode in Enum.GetValues<AccumulationMode>() select (trigger, mode)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void ManyKeys_AnySchedule_GiveTheSamePanes(string early, AccumulationMode mode)
    {
        foreach (var seed in Schedules.Seeds(3))
        {
            var events = Blocks(seed);
            var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(2)))
                .WindowInto(EarlyAndLate(early, mode))
                .SumPerKey(e => e.Key, e => e.Value));
            Assert.True(panes.Select(pane => pane.Value.Key).Distinct().Count() > 100);
            Assert.Contains(panes, pane => pane.Pane.Timing == PaneTiming.Early);
            Assert.Contains(panes, pane => pane.Pane.Timing == PaneTiming.OnTime);
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void PanesOfManyKeys_GroupedAgain_GiveTheSameInAnySchedule(string early, AccumulationMode mode)
    {
        foreach (var seed in Schedules.Seeds(2))
        {
            var events = Blocks(seed);
            var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(2)))
                .WindowInto(EarlyAndLate(early, mode))
                .SumPerKey(e => e.Key, e => e.Value)
                .CountPerKey(sum => sum.Key.Length > 2 ? sum.Key[..2] : sum.Key));
            Assert.True(panes.Count > 100);
            Assert.Equal(mode == AccumulationMode.Retracting, panes.Exists(pane => pane.IsRetraction));
        }
    }

    [Theory]
    [InlineData(AccumulationMode.Discarding)]
    [InlineData(AccumulationMode.Accumulating)]
    public void AccumulatorsThatAreReplaced_KeepTheOrderOfTheirElements(AccumulationMode mode)
    {
        var join = Combine.From<string, string, string>("join", () => "", (all, one) => all + one, (one, other) => one + other, all => all);
        var panes = Schedules.Run(p => p.Create(Blocks(seed: 1), e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(2)))
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(20)).Triggering(Trigger.Parse("AfterWatermark(early: AfterCount(3))")) with { AccumulationMode = mode })
            .CombinePerKey(e => e.Key, e => $"{e.Value},", join));
        Assert.Equal(mode == AccumulationMode.Accumulating, panes.Exists(pane => pane.Value.Value.Count(c => c == ',') > 3));
        Assert.Contains(panes, pane => pane.Pane is { Timing: PaneTiming.Early } && pane.Value.Value.Count(c => c == ',') == 3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    public void FirstOfTwoFailures_IsReported_InAnyBatches(int batchSize)
    {
        // The third element of a would fire, so it waits; the second of b changes nothing but its sum, which it cannot.
        Streams.Reading[] events =
        [
            new("a", long.MaxValue, Streams.At(3)), new("b", long.MaxValue, Streams.At(4)), new("a", 0, Streams.At(2)), new("a", 1, Streams.At(2)), new("b", 1, Streams.At(2)),
        ];
        var pipeline = Pipeline.Build(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(9)))
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(20)).Triggering(Trigger.Parse("AfterWatermark(early: AfterCount(3))")).AccumulatingFiredPanes())
            .SumPerKey(e => e.Key, e => e.Value)
            .ForEachPane(_ => { }));

        var failure = Assert.Throws<StepFailedException>(() => pipeline.RunAsync(new() { BatchSize = batchSize }).GetAwaiter().GetResult());

        Assert.Equal(events[3].ToString(), failure.Element);
    }

    private static WindowingStrategy EarlyAndLate(string early, AccumulationMode mode) =>
        FixedWindows.Of(Duration.FromSeconds(20))
            .Triggering(Trigger.Parse($"AfterWatermark(early: {early}, late: AfterCount(1))"))
            .WithAllowedLateness(Duration.FromSeconds(5))
            with { AccumulationMode = mode };

    // The first of a block has the greatest time, so that neither the watermark nor the clock moves within it.
    private static List<Streams.Reading> Blocks(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. from block in Enumerable.Range(0, 14)
               from i in Enumerable.Range(0, 120)
               let time = (4 * block) + (i == 0 ? 4 : (random.NextDouble() * 7) - 3)
               select new Streams.Reading($"k{random.Next(i % 2 == 0 ? 150 : 20)}", random.Next(100), Streams.At(time)),
        ];
    }
}
