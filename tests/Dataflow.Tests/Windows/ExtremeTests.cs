using Dataflow.Combining;
using Dataflow.Testing;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

public sealed class ExtremeTests
{
    private static readonly Instant First = EventTime.StartOfTime;
    private static readonly Instant Last = EventTime.MaxTimestamp;

    [Theory]
    [InlineData("fixed 100ns")]
    [InlineData("fixed 3652500d")]
    [InlineData("fixed 7s offset 3s")]
    [InlineData("sliding 100ns every 100ns")]
    [InlineData("sliding 3652500d every 365250d")]
    [InlineData("sliding 10s every 3s offset 1s")]
    [InlineData("sliding 2s every 5s")]
    [InlineData("session 100ns")]
    [InlineData("session 3652500d")]
    [InlineData("session 1s inclusive max 10s")]
    [InlineData("calendar day in Pacific/Kiritimati")]
    [InlineData("calendar 7 weeks in America/New_York")]
    [InlineData("calendar year")]
    [InlineData("calendar 10000 years in Asia/Kathmandu")]
    [InlineData("global")]
    public void Grouping_ElementsAtBothEndsOfTime_HoldsEachInItsWindows(string window)
    {
        Instant[] times = [First, First + Duration.FromTicks(1), Instant.FromUnixTimeTicks(-1), Instant.FromUnixTimeTicks(0), Last - Duration.FromTicks(1), Last];
        foreach (var trigger in new[] { "Default", "AfterWatermark(early: AfterCount(1), late: AfterCount(1))", "Repeatedly(AfterProcessingTime(delay: 3652500d))" })
        {
            foreach (var timestamp in new[] { "end-of-window", "earliest", "latest" })
            {
                var strategy = WindowingStrategy.Parse($"window {window}, trigger {trigger}, accumulation retracting, lateness 3652500d, timestamp {timestamp}");
                var panes = Schedules.Run(p => p.Create(times, time => time).WindowInto(strategy)
                    .CombinePerKey(_ => 0, time => time, Combine.List<Instant>()).Select(list => string.Join(" ", list.Value.Order().Select(EventTime.ToText))));

                var held = panes.GroupBy(pane => pane.Window).ToDictionary(group => group.Key, group => group.Last().Value.Split(' '));
                foreach (var time in times)
                {
                    var mine = held.Where(pair => pair.Value.Contains(EventTime.ToText(time))).ToList();
                    Assert.All(mine, pair => Assert.True(pair.Key.Contains(time)));
                    Assert.True(window == "sliding 2s every 5s" || mine.Count > 0, $"{time} is in no window of {window}");
                }

                Assert.All(panes, pane => Assert.True(pane.Timestamp < pane.Window.End));
            }
        }
    }

    [Fact]
    public void Grouping_EventsDecadesApart_WalksOverNoWindowsBetween()
    {
        // A walk over the 100 ns windows of a century would not end.
        foreach (var window in new[] { "fixed 100ns", "sliding 200ns every 100ns", "session 100ns", "calendar day" })
        {
            Instant[] times = [Instant.FromUtc(1925, 1, 1, 0, 0), Instant.FromUtc(2025, 1, 1, 0, 0)];
            var counts = Schedules.Run(p => p.Create(times, time => time)
                .WindowInto(WindowingStrategy.Parse($"window {window}, trigger AfterWatermark(early: AfterProcessingTime(align: 100ns), late: AfterCount(1)), accumulation accumulating, lateness 1s"))
                .CountPerKey(_ => 0));
            Assert.All(counts, count => Assert.Equal(1, count.Value.Value));
        }
    }

    [Fact]
    [Trait("Rule", "36")]
    [Trait("Rule", "35")]
    public void Watermark_JumpsPastEndAndExpiry_GivesOnePaneThatIsFirstAndLast()
    {
        foreach (var trigger in new[] { "Default", "AfterWatermark(early: AfterCount(5), late: AfterCount(1))", "Repeatedly(AfterCount(5))" })
        {
            var panes = Schedules.Run(p => p.Read(TestStream.Of<int>().Add(1, Streams.At(3)).AdvanceWatermarkTo(Streams.At(100)).Add(2, Streams.At(104)).AdvanceWatermarkToInfinity())
                .WindowInto(WindowingStrategy.Parse($"window fixed 10s, trigger {trigger}, accumulation accumulating, lateness 20s"))
                .SumPerKey(_ => "k", n => n));
            Assert.Equal(["ON_TIME 0/0 first last", "ON_TIME 0/0 first last"], panes.Select(pane => $"{pane.Pane}"));
            Assert.Equal(Streams.At(100), panes[0].Watermark);
        }
    }

    [Theory]
    [Trait("Rule", "24")]
    [InlineData(29.9999999, true)]
    [InlineData(30, false)]
    public void LateElement_AtTheExpiryToTheTick_IsKeptJustBeforeAndDroppedThere(double watermark, bool isKept)
    {
        // [0, 10) with 20 s of lateness: its GC time is one tick before 30 s.
        var late = new List<LateElement<int>>();
        var at = Instant.FromUnixTimeTicks((long)Math.Round(watermark * 10_000_000));
        var panes = Schedules.Run(p =>
        {
            late.Clear();
            var sums = p.Read(TestStream.Of<int>().Add(1, Streams.At(3)).AdvanceWatermarkTo(at).Add(2, Streams.At(4)).AdvanceWatermarkToInfinity())
                .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)).WithAllowedLateness(Duration.FromSeconds(20)).AccumulatingFiredPanes())
                .SumPerKey(_ => "k", n => n);
            sums.Late.ToList(late);
            return sums;
        });

        Assert.Equal(isKept ? [1, 3] : [1], panes.Select(pane => pane.Value.Value));
        Assert.Equal(isKept ? 0 : 1, late.Count);
    }
}
