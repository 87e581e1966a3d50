using Dataflow.Combining;
using Dataflow.Tests.Windows;
using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Semantics;

/// <summary>Rules 15 to 23: watermarks, holds and timestamps. What a second grouping sees of the watermark shows the first one's holds.</summary>
public sealed class WatermarkRulesTests
{
    // From 14 on b holds the watermark at 13. The 12 of d is behind the watermark, and moves nothing back.
    [Fact]
    [Trait("Rule", "15")]
    public void Rule15_OutputWatermark_IsTheLeastOfTheInputWatermarkAndAllHolds() => Scenario.Downstream(
        "window fixed 10s, timestamp earliest",
        "b9@13 a1@3 wm:5 wm:10 wm:14 c2@25 d4@12 wm:20 wm:30",
        """
        a [global) 1 EARLY 0/-1 first wm 3
        b [global) 9 EARLY 0/-1 first wm 13
        d [global) 4 EARLY 0/-1 first wm 13
        c [global) 2 EARLY 0/-1 first wm 20
        """);

    [Fact]
    [Trait("Rule", "15")]
    public void Rule15_OutputWatermark_IsHandedOnWhereNothingHolds() => Scenario.Downstream(
        "window fixed 10s, trigger Repeatedly(AfterCount(1)), accumulation discarding, on-time if-non-empty",
        "a1@3 wm:4 b2@7 wm:8 c4@9",
        """
        a [global) 1 EARLY 0/-1 first
        b [global) 2 EARLY 0/-1 first wm 4
        c [global) 4 EARLY 0/-1 first wm 8
        """);

    [Theory]
    [Trait("Rule", "16")]
    [Trait("Rule", "18")]
    [InlineData("end-of-window", "", "9.9999999")]
    [InlineData("earliest", " @3", "3")]
    [InlineData("latest", " @7", "7")]
    public void Rule16_BufferedElements_HoldTheWatermarkAtTheTimeOfTheirPane(string combiner, string timestamp, string watermark)
    {
        var windowing = $"window fixed 10s, trigger Never, accumulation discarding, lateness 5s, timestamp {combiner}";
        const string Script = "a7@7 a3@3 wm:3 wm:12 wm:15";
        Scenario.Sums(windowing, Script, $"a [0,10) 10 ON_TIME 0/0 first last{timestamp} wm 15");
        Scenario.Downstream(windowing, Script, $"a [global) 10 EARLY 0/-1 first wm {watermark}");
    }

    // The pane is at the last instant of its window, wherever its elements are.
    [Theory]
    [Trait("Rule", "16")]
    [InlineData("earliest")]
    [InlineData("latest")]
    public void Rule16_ElementsBeyondTheirWindow_HoldTheWatermarkAtItsLastInstant(string combiner) => Scenario.Groups(
        "a1@3 wm:12 wm:30",
        events => Beyond(events, $"window fixed 10s, trigger Never, accumulation discarding, lateness 5s, timestamp {combiner}"),
        "a [global) 1 EARLY 0/-1 first wm 9.9999999");

    [Theory]
    [Trait("Rule", "20")]
    [InlineData("earliest")]
    [InlineData("latest")]
    public void Rule20_ElementsBeyondTheirSessions_HoldTheWatermarkAtItsLastInstant(string combiner) => Scenario.Groups(
        "a1@3 a2@5 wm:14 wm:30",
        events => Beyond(events, $"window session 8s, trigger Never, accumulation discarding, lateness 5s, timestamp {combiner}"),
        "a [global) 3 EARLY 0/-1 first wm 12.9999999");

    // Of b no element counts, though a's would let it in Beam.
    [Fact]
    [Trait("Rule", "17")]
    [Trait("Rule", "18")]
    public void Rule17_ElementsBehindTheInputWatermark_DoNotCount()
    {
        Scenario.Sums(
            "window fixed 10s, timestamp earliest",
            "a9@4 wm:5 a1@3 b1@3 c1@3 c2@7 c4@5",
            """
            a [0,10) 10 ON_TIME 0/0 first last @4 wm inf
            b [0,10) 1 ON_TIME 0/0 first last wm inf
            c [0,10) 7 ON_TIME 0/0 first last @5 wm inf
            """);
        Scenario.Sums(
            "window fixed 10s, timestamp latest",
            "a1@4 wm:6 a2@5 b2@5 a4@3",
            """
            a [0,10) 7 ON_TIME 0/0 first last @5 wm inf
            b [0,10) 2 ON_TIME 0/0 first last wm inf
            """);
    }

    [Theory]
    [Trait("Rule", "17")]
    [Trait("Rule", "19")]
    [InlineData("end-of-window")]
    [InlineData("earliest")]
    public void Rule17_LatePanes_AreInTimeForTheNextGrouping(string combiner)
    {
        var windowing = $"window fixed 10s, trigger Repeatedly(AfterCount(2)), accumulation discarding, lateness 20s, timestamp {combiner}, closing always, on-time if-non-empty";
        Scenario.Groups(
            "wm:12 a1@1 b1@1 b2@2 wm:29 wm:30",
            events => events.SumByKey(windowing).CombinePerKey(Combine.List<int>(), "Again"),
            """
            b [0,10) [3] LATE 0/0 first wm 12
            a [0,10) [1] LATE 0/0 first wm 29
            b [0,10) [0] LATE 1/1 wm 29
            b [0,10) [] LATE 2/2 last wm 30
            a [0,10) [] LATE 1/1 last wm 30
            """);
    }

    [Fact]
    [Trait("Rule", "18")]
    public void Rule18_LateElements_NeverMoveATimestamp()
    {
        const string LateToo = "window fixed 10s, accumulation accumulating, lateness 20s, timestamp ";
        Scenario.Sums(
            LateToo + "earliest",
            "a1@7 wm:5 a2@2 wm:10 a4@1 a8@8",
            """
            a [0,10) 3 ON_TIME 0/0 first @7 wm 10
            a [0,10) 7 LATE 1/1 wm 10
            a [0,10) 15 LATE 2/2 wm 10
            """);
        Scenario.Sums(
            LateToo + "latest",
            "a1@3 wm:10 a2@5",
            """
            a [0,10) 1 ON_TIME 0/0 first @3 wm 10
            a [0,10) 3 LATE 1/1 wm 10
            """);
    }

    // The pane after the firing has its own timestamp, too.
    [Theory]
    [Trait("Rule", "19")]
    [InlineData("end-of-window", "", "")]
    [InlineData("earliest", " @3", " @6")]
    [InlineData("latest", " @4", " @8")]
    public void Rule19_Firing_ReleasesAllHoldsOfTheWindow(string combiner, string first, string second)
    {
        var windowing = $"window fixed 10s, trigger Repeatedly(AfterCount(2)), accumulation accumulating, lateness 20s, timestamp {combiner}, on-time if-non-empty";
        Scenario.Sums(windowing, "a1@3 a2@4 wm:6 a4@8 a8@6", $"a [0,10) 3 EARLY 0/-1 first{first}\na [0,10) 15 EARLY 1/-1{second} wm 6");
        Scenario.Downstream(
            windowing,
            "a1@3 a2@4 wm:5 b1@6 b2@7 wm:6 a4@8 a8@6 wm:25 c1@26 c2@27",
            """
            a [global) 3 EARLY 0/-1 first
            b [global) 3 EARLY 0/-1 first wm 5
            a [global) 15 EARLY 1/-1 wm 6
            c [global) 3 EARLY 0/-1 first wm 25
            """);
    }

    // Unmerged holds would be at 9.9999999, 15 and 0.
    [Theory]
    [Trait("Rule", "20")]
    [InlineData("end-of-window", "", "24.9999999")]
    [InlineData("earliest", " @0", "0")]
    [InlineData("latest", " @15", "15")]
    public void Rule20_Merge_CombinesHoldsOrMakesThemAnew(string combiner, string timestamp, string watermark)
    {
        var windowing = $"window session 10s, trigger Never, accumulation discarding, lateness 5s, timestamp {combiner}";
        const string Script = "a1@0 a2@15 a4@8 wm:0 wm:29 wm:30";
        Scenario.Sums(windowing, Script, $"a [0,25) 7 ON_TIME 0/0 first last{timestamp} wm 30");
        Scenario.Downstream(windowing, Script, $"a [global) 7 EARLY 0/-1 first wm {watermark}");
    }

    // The 2 cuts the window of the 1, which no element comes to at that.
    [Fact]
    [Trait("Rule", "20")]
    public void Rule20_WindowThatIsCut_HoldsTheWatermarkAtItsNewEnd() => Scenario.Groups(
        "a1@0 a2@30 wm:34 wm:35",
        events => events
            .WindowInto(new ValidityWindows<KV<string, int>>().Triggering(Trigger.Never).WithAllowedLateness(Duration.FromSeconds(5)).DiscardingFiredPanes())
            .CombinePerKey(Combine.Sum<int>())
            .SumByKey(Scenario.EachAlone, "Downstream"),
        """
        a [global) 1 EARLY 0/-1 first wm 29.9999999
        a [global) 2 EARLY 1/-1 wm 35
        """);

    [Fact]
    [Trait("Rule", "21")]
    public void Rule21_Unsaid_TimestampIsTheLastInstantAndNotTheExclusiveEnd()
    {
        var pane = Assert.Single(Scenario.Panes("a1@3", events => events.SumByKey("window fixed 10s, trigger AfterWatermark()")));
        Assert.Equal(Script.At("9.9999999"), pane.Timestamp);
    }

    [Fact]
    [Trait("Rule", "22")]
    public void Rule22_GlobalWindow_IsPassedByTheWatermarkAtTheEndOfTimeOnly()
    {
        Scenario.Sums("window global", "a1@253402300799.9999999 wm:253402300799.9999999", "a [global) 1 ON_TIME 0/0 first last wm inf");
        var pane = Assert.Single(Scenario.Panes("a1@3", events => events.SumByKey("window global")));
        Assert.Equal((EventTime.MaxTimestamp, EventTime.EndOfTime), (pane.Timestamp, pane.Watermark));
    }

    [Fact]
    [Trait("Rule", "23")]
    public void Rule23_Batch_FiresEachWindowAtTheEnd() => Scenario.Sums(
        "window fixed 10s",
        "a1@31 a2@1 clock:5 a4@12 a8@2 clock:9",
        """
        a [0,10) 10 ON_TIME 0/0 first last clock 9 wm inf
        a [10,20) 4 ON_TIME 0/0 first last clock 9 wm inf
        a [30,40) 1 ON_TIME 0/0 first last clock 9 wm inf
        """);

    [Fact]
    [Trait("Rule", "23")]
    public void Rule23_MicroBatches_EmitTheWindowsThatChanged() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterProcessingTime(align: 1m)), accumulation accumulating, on-time if-non-empty",
        "start:1 a1@1 a2@11 clock:61 a4@12 clock:121 clock:181 a8@1",
        """
        a [0,10) 1 EARLY 0/-1 first clock 60
        a [10,20) 2 EARLY 0/-1 first clock 60
        a [10,20) 6 EARLY 1/-1 clock 120
        a [0,10) 9 ON_TIME 1/0 last clock 181 wm inf
        """);

    private static GroupedPCollection<KV<string, int>, KV<string, int>> Beyond(PCollection<KV<string, int>> events, string windowing) => events
        .WindowInto(WindowingStrategy.Parse(windowing))
        .WithTimestamps(_ => Script.At("25"))
        .CombinePerKey(Combine.Sum<int>(), "Sum")
        .SumByKey(Scenario.EachAlone, "Downstream");
}
