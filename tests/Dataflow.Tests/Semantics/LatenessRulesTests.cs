using Dataflow.Combining;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Semantics;

/// <summary>Rules 24 to 29: lateness and garbage collection. Rule 26 is choice 8.</summary>
public sealed class LatenessRulesTests
{
    [Theory]
    [Trait("Rule", "24")]
    [InlineData("Default")]
    [InlineData("AfterWatermark(late: AfterCount(1))")]
    public void Rule24_Element_IsDroppedWhenTheWatermarkIsPastTheWindowsGcTime(string trigger) => Scenario.Sums(
        $"window fixed 10s, trigger {trigger}, accumulation discarding, lateness 5s",
        "a1@1 wm:14.9999999 a2@2 b8@8 wm:15 a4@4 b4@9",
        """
        a [0,10) 1 ON_TIME 0/0 first wm 14.9999999
        a [0,10) 2 LATE 1/1 wm 14.9999999
        b [0,10) 8 LATE 0/0 first wm 14.9999999
        late a4@4 by 11 [0,10) wm 15 expired
        late b4@9 by 6 [0,10) wm 15 expired
        """);

    [Fact]
    [Trait("Rule", "24")]
    public void Rule24_GcTime_IsCutToTheEndOfTheGlobalWindow() => Scenario.Sums(
        "window fixed 10s, accumulation discarding, lateness 100000d",
        "a1@253402300799 wm:253402300799.9999999",
        "a [253402300790,inf) 1 ON_TIME 0/0 first last wm inf");

    [Fact]
    [Trait("Rule", "25")]
    public void Rule25_Lateness_IsDecidedForEachWindow()
    {
        Scenario.Sums("window fixed 10s", "wm:5 a1@1 wm:9 a2@2", "a [0,10) 3 ON_TIME 0/0 first last wm inf");
        Scenario.Sums(
            "window sliding 10s every 5s",
            "a1@7 wm:12 a2@8 wm:15",
            """
            a [0,10) 1 ON_TIME 0/0 first last wm 12
            a [5,15) 3 ON_TIME 0/0 first last wm 15
            late a2@8 by 4 [0,10) wm 12 expired
            """);
    }

    [Fact]
    [Trait("Rule", "26")]
    [Trait("Rule", "39")]
    public void Rule26_ElementOfAWindowWhoseTriggerHasFinished_IsDroppedAndCountedApart()
    {
        var result = Scenario.Sums(
            "window fixed 10s, trigger AfterWatermark(), accumulation accumulating, lateness 5s, finishing-trigger allowed",
            "a1@1 wm:10 a2@2 wm:14.9999999 a4@3 wm:15 a8@4",
            """
            a [0,10) 1 ON_TIME 0/0 first last wm 10
            late a2@2 by 8 [0,10) wm 10 closed
            late a4@3 by 11.9999999 [0,10) wm 14.9999999 closed
            late a8@4 by 11 [0,10) wm 15 expired
            """);
        Assert.Equal((2, 1), (result["Sum"].Closed, result["Sum"].Expired));
    }

    // After the expiry the trigger's end is forgotten: the 4 is expired, not closed.
    [Fact]
    [Trait("Rule", "27")]
    public void Rule27_Expiry_EmitsTheLastPaneAndClearsTheWindow()
    {
        Scenario.Sums(
            "window fixed 10s, trigger Repeatedly(AfterCount(2)), accumulation discarding, lateness 5s, closing always, on-time if-non-empty",
            "a1@1 b2@2 b4@3 wm:14.9999999 wm:15",
            """
            b [0,10) 6 EARLY 0/-1 first
            a [0,10) 1 ON_TIME 0/0 first last wm 15
            b [0,10) 0 ON_TIME 1/0 last wm 15
            """);
        Scenario.Sums(
            "window fixed 10s, trigger AfterCount(2), accumulation discarding, lateness 5s, finishing-trigger allowed, closing always",
            "a1@1 a2@2 wm:15 a4@4",
            """
            a [0,10) 3 EARLY 0/-1 first last
            late a4@4 by 11 [0,10) wm 15 expired
            """);
    }

    // The timers for 10 and 15 find no window; and no time that passes makes one expire.
    [Fact]
    [Trait("Rule", "28")]
    public void Rule28_ExpiredWindow_HasNoTimersAndExpiryIsOfEventTimeOnly() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterProcessingTime(delay: 10s)), accumulation accumulating",
        "a1@1 clock:5 a2@11 wm:10 clock:100000 a4@12 wm:20",
        """
        a [0,10) 1 ON_TIME 0/0 first last clock 5 wm 10
        a [10,20) 2 EARLY 0/-1 first clock 15 wm 10
        a [10,20) 6 ON_TIME 1/0 last clock 100000 wm 20
        """);

    [Fact]
    [Trait("Rule", "29")]
    public void Rule29_Rewindowing_KeepsTheGreaterLateness()
    {
        const string First = "window fixed 10s, accumulation discarding, lateness 20s";
        Scenario.Groups(
            "a1@1 wm:29 a2@2 wm:30",
            events => events.SumByKey(First).SumByKey("window fixed 10s, accumulation discarding", "Again"),
            """
            a [0,10) 1 ON_TIME 0/0 first wm 29
            a [0,10) 2 LATE 1/1 wm 29
            """);
        var events = new PipelineBuilder().Read(Script.Parse("a1@1")).WindowInto(WindowingStrategy.Parse(First));
        Assert.Equal(Duration.FromSeconds(20), events.WindowInto(FixedWindows.Of(Duration.FromSeconds(7))).Windowing.AllowedLateness);
        Assert.Equal(
            Duration.FromSeconds(21), events.WindowInto(FixedWindows.Of(Duration.FromSeconds(7)).WithAllowedLateness(Duration.FromSeconds(21))).Windowing.AllowedLateness);
    }

    [Theory]
    [Trait("Rule", "29")]
    [InlineData("window fixed 10s, lateness 1s")]
    [InlineData("window session 10s, trigger AfterWatermark(), lateness 1s, finishing-trigger allowed")]
    [InlineData("window fixed 10s, trigger AfterWatermark(early: AfterCount(1))")]
    [InlineData("window global, trigger Repeatedly(AfterCount(1))")]
    [InlineData("window global, trigger AfterEach(AfterCount(1), AfterCount(2)), finishing-trigger allowed")]
    public void Rule29_SeveralPanesOfAWindow_NeedAnAccumulationMode(string windowing)
    {
        var failure = Assert.Throws<PipelineValidationException>(() => Build(windowing));
        Assert.Contains("rule 29", Assert.Single(failure.Problems), StringComparison.Ordinal);
        Build($"{windowing}, accumulation retracting");
    }

    // In Beam the trigger would need a lateness beside it.
    [Theory]
    [Trait("Choice", "10")]
    [Trait("Rule", "29")]
    [InlineData("window fixed 10s, trigger AfterWatermark()")]
    [InlineData("window fixed 10s, trigger Repeatedly(AfterCount(1)), accumulation discarding")]
    public void Rule29_TriggerWithoutALateness_IsTakenWithNone(string windowing) => Build(windowing);

    private static void Build(string windowing) => Pipeline.Build(p => p
        .Read(Script.Parse("a1@1")).WindowInto(WindowingStrategy.Parse(windowing)).CombinePerKey(Combine.Sum<int>()).ForEachPane(_ => { }));
}
