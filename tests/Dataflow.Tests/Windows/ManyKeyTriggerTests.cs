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
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(20))
                    .Triggering(Trigger.Parse($"AfterWatermark(early: {early}, late: AfterCount(1))"))
                    .WithAllowedLateness(Duration.FromSeconds(5))
                    with { AccumulationMode = mode })
                .SumPerKey(e => e.Key, e => e.Value));
            Assert.True(panes.Select(pane => pane.Value.Key).Distinct().Count() > 100);
            Assert.Contains(panes, pane => pane.Pane.Timing == PaneTiming.Early);
            Assert.Contains(panes, pane => pane.Pane.Timing == PaneTiming.OnTime);
        }
    }

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
