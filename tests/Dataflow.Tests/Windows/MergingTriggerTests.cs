using Dataflow.Combining;
using Dataflow.Testing;
using Dataflow.Windowing;

namespace Dataflow.Tests.Windows;

/// <summary>Sessions whose triggers finish, reopen, and meet others.</summary>
public sealed class MergingTriggerTests
{
    [Theory]
    [Trait("Rule", "43")]
    [Trait("Choice", "8")]
    [InlineData("AfterCount(2)")]
    [InlineData("AfterAll(AfterCount(1), AfterCount(2))")]
    [InlineData("AfterFirst(AfterCount(2), AfterCount(3))")]
    public void Sessions_OpenOneMeetsAClosedOne_WhatItHoldsIsEmittedForTheLastTime(string trigger)
    {
        var late = new List<LateElement<double>>();
        var panes = Run("session 16s", trigger, "accumulating", TestStream.Of<double>().AddElements(Elements(30, 0, 5, 20)), late);

        Assert.Equal(["0 5 [0, 21) EARLY 0/-1 first last", "30 0 5 [0, 46) EARLY 0/-1 first last"], panes);
        Assert.Equal([20.0], late.Select(element => element.Value));
        Assert.Equal(LateReason.Closed, late[0].Reason);
        Assert.Equal(NodaTime.Duration.Zero, late[0].LateBy);
    }

    [Theory]
    [Trait("Rule", "42")]
    [Trait("Rule", "58")]
    [InlineData("AfterWatermark()")]
    [InlineData("AfterFirst(Default, AfterCount(2))")]
    public void Sessions_ClosedOneThatReopens_HoldsWhatItRetracts(string trigger)
    {
        var stream = TestStream.Of<double>().Add(0, Streams.At(0)).AdvanceWatermarkTo(Streams.At(6)).Add(3, Streams.At(3)).AdvanceWatermarkTo(Streams.At(600));
        Assert.Equal(
            ["0 [0, 5) ON_TIME 0/0 first last", "-0 [0, 5) ON_TIME 0/0 first last", "0 3 [0, 8) ON_TIME 0/0 first last"],
            Run("session 5s", trigger, "retracting, lateness 20s", stream));
        Assert.Equal(
            ["0 [0, 5) ON_TIME 0/0 first last", "0 3 [0, 8) ON_TIME 0/0 first last"],
            Run("session 5s", trigger, "accumulating, lateness 20s", stream));
    }

    [Fact]
    [Trait("Rule", "26")]
    public void Sessions_RetractionOfAnElementInAClosedOne_IsLateAsClosed()
    {
        var late = new List<LateElement<KV<string, double>>>();
        var panes = Schedules.Run(p =>
        {
            late.Clear();
            var second = p.Read(TestStream.Of<double>().AddElements(Elements(0, 1)).AdvanceWatermarkTo(Streams.At(100)))
                .WindowInto(WindowingStrategy.Parse("window fixed 10s, trigger AfterWatermark(early: AfterCount(1), late: AfterCount(1)), lateness 50s, accumulation retracting"))
                .CombinePerKey(_ => "k", n => n + 1, Combine.Sum<double>())
                .WindowInto(WindowingStrategy.Parse("window session 5s, trigger AfterCount(1), accumulation retracting, finishing-trigger allowed"))
                .CombinePerKey(_ => "k", sum => sum.Value, Combine.Max<double>());
            second.Late.ToList(late);
            return second.Select(max => max.Value);
        });

        Assert.Equal([1.0], panes.Select(pane => pane.Value));
        Assert.All(late, element => Assert.Equal(LateReason.Closed, element.Reason));
        Assert.Equal([true, false, true, false], late.Select(element => element.IsRetraction));
    }

    [Theory]
    [InlineData("session 6s")]
    [InlineData("session 6s inclusive")]
    public void Sessions_ThatMerge_ListInTheOrderOfArrival(string window)
    {
        Assert.Equal(["10 19 9 15 [9, 25) ON_TIME 0/0 first last"], Run(window, "Default", "accumulating", TestStream.Of<double>().AddElements(Elements(10, 19, 9, 15))));

        // What was discarded does not come back in a merge.
        Assert.Equal(
            ["10 19 [10, 34) EARLY 0/-1 first", "9 15 [9, 34) EARLY 0/-1 first"],
            Run(window.Replace("6s", "15s", StringComparison.Ordinal), "Repeatedly(AfterCount(2))", "discarding, on-time if-non-empty", TestStream.Of<double>().AddElements(Elements(10, 19, 9, 15))));
    }

    [Theory]
    [Trait("Choice", "7")]
    [Trait("Rule", "59")]
    [InlineData("window session 5s, trigger AfterWatermark(early: AfterCount(2), late: AfterCount(1))")]
    [InlineData("window global, trigger Repeatedly(AfterCount(1)), timestamp latest")]
    [InlineData("window global, trigger Repeatedly(AfterCount(1)), timestamp earliest")]
    [InlineData("window fixed 9s, trigger AfterWatermark(early: AfterCount(1), late: AfterCount(1)), timestamp earliest, lateness 3s")]
    [InlineData("window sliding 9s every 4s, trigger AfterWatermark(early: AfterCount(1), late: AfterCount(1)), timestamp latest, lateness 3s")]
    public void Retractions_OfPanesInsideTheirWindow_AreInTimeForShorterWindowsDownstream(string first)
    {
        foreach (var seed in Schedules.Seeds(8))
        {
            var events = Streams.Random(count: 40, keys: 2, disorder: 6, seed);
            foreach (var second in new[] { "fixed 6s", "sliding 4s every 2s" })
            {
                var late = new List<LateElement<KV<string, long>>>();
                var streamed = Schedules.Run(p =>
                {
                    late.Clear();
                    var sums = p.Create(events, e => e.Time, Watermarks.WatermarkPolicy.Bounded(NodaTime.Duration.FromSeconds(6)))
                        .WindowInto(WindowingStrategy.Parse($"{first}, accumulation retracting")).SumPerKey(e => e.Key, e => e.Value)
                        .WindowInto(WindowingStrategy.Parse($"window {second}, accumulation retracting")).CombinePerKey(_ => "all", sum => sum.Value, Combine.List<long>());
                    sums.Late.ToList(late);
                    return sums.Select(list => string.Join(" ", list.Value.Order()));
                });
                var last = Schedules.Run(p => p.Create(events, e => e.Time, Watermarks.WatermarkPolicy.Bounded(NodaTime.Duration.FromSeconds(6)))
                    .WindowInto(WindowingStrategy.Parse($"{first}, accumulation retracting")).SumPerKey(e => e.Key, e => e.Value));

                Assert.Empty(late);
                Assert.Equal(Distribution(last, second), Retractions.FinalState.Of(streamed).Select(pane => $"{pane.Window} {pane.Value}"));
            }
        }
    }

    /// <summary>What the windows of the second stage hold of the panes of the first that were not taken back.</summary>
    private static IEnumerable<string> Distribution(List<WindowedValue<KV<string, long>>> panes, string windows)
    {
        var left = new List<(NodaTime.Instant Time, long Value)>();
        foreach (var pane in panes)
        {
            if (pane.IsRetraction)
            {
                Assert.True(left.Remove((pane.Timestamp, pane.Value.Value)));
            }
            else
            {
                left.Add((pane.Timestamp, pane.Value.Value));
            }
        }

        var fn = WindowFn.Parse(windows);
        return left.SelectMany(entry => (fn is SlidingWindows sliding ? sliding.AssignWindows(entry.Time) : [((FixedWindows)fn).AssignWindow(entry.Time)]).Select(window => (window, entry.Value)))
            .GroupBy(entry => entry.window).OrderBy(group => group.Key)
            .Select(group => $"{group.Key} {string.Join(" ", group.Select(entry => entry.Value).Order())}");
    }

    private static IEnumerable<(double, NodaTime.Instant)> Elements(params double[] times) => times.Select(time => (time, Streams.At(time)));

    private static List<string> Run(string window, string trigger, string accumulation, TestStream<double> stream, List<LateElement<double>>? late = null)
    {
        var strategy = WindowingStrategy.Parse($"window {window}, trigger {trigger}, accumulation {accumulation}, finishing-trigger allowed");
        var panes = Schedules.Run(p =>
        {
            var lists = p.Read(stream).WindowInto(strategy).CombinePerKey(_ => "k", n => n, Combine.List<double>());
            if (late is not null)
            {
                late.Clear();
                lists.Late.ToList(late);
            }

            return lists.Select(list => string.Join(" ", list.Value));
        });
        return [.. panes.Select(pane => $"{(pane.IsRetraction ? "-" : "")}{pane.Value} [{pane.Window.Start.ToUnixTimeSeconds()}, {pane.Window.End.ToUnixTimeSeconds()}) {pane.Pane}")];
    }
}
