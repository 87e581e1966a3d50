using Dataflow.Combining;
using Dataflow.Windowing;

namespace Dataflow.Tests.Semantics;

/// <summary>Rules 30 to 36: what panes say of themselves, and which come.</summary>
public sealed class PaneRulesTests
{
    private const string Each = "window fixed 10s, trigger AfterWatermark(early: AfterCount(1), late: AfterCount(1)), lateness 5s";

    [Fact]
    [Trait("Rule", "30")]
    [Trait("Rule", "31")]
    public void Rule30_Timing_IsEarlyThenOnTimeOnceThenLate() => Scenario.Sums(
        Each + ", accumulation accumulating",
        "a1@1 a2@2 wm:9.9999999 a4@3 wm:10 a8@4 wm:14 a16@5 b1@1 b2@2",
        """
        a [0,10) 1 EARLY 0/-1 first
        a [0,10) 3 EARLY 1/-1
        a [0,10) 7 EARLY 2/-1 wm 9.9999999
        a [0,10) 7 ON_TIME 3/0 wm 10
        a [0,10) 15 LATE 4/1 wm 10
        a [0,10) 31 LATE 5/2 wm 14
        b [0,10) 1 LATE 0/0 first wm 14
        b [0,10) 3 LATE 1/1 wm 14
        """);

    // The pane at the end is suppressed: the next is number 1, and the first of its kind (choice 14).
    [Fact]
    [Trait("Rule", "31")]
    [Trait("Choice", "14")]
    public void Rule31_SuppressedFirings_TakeNoIndex() => Scenario.Sums(
        Each + ", accumulation accumulating, on-time if-non-empty",
        "a1@1 wm:10 a2@2 a4@3",
        """
        a [0,10) 1 EARLY 0/-1 first
        a [0,10) 3 ON_TIME 1/0 wm 10
        a [0,10) 7 LATE 2/1 wm 10
        """);

    [Fact]
    [Trait("Rule", "31")]
    public void Rule31_IsLast_WhenTheTriggerHasFinishedOrTheWindowExpires()
    {
        Scenario.Sums(
            "window fixed 10s, trigger AfterEach(AfterCount(1), AfterCount(2)), accumulation discarding, finishing-trigger allowed",
            "a1@1 a2@2 a4@3 b1@1",
            """
            a [0,10) 1 EARLY 0/-1 first
            a [0,10) 6 EARLY 1/-1 last
            b [0,10) 1 EARLY 0/-1 first
            b [0,10) 0 ON_TIME 1/0 last wm inf
            """);
        Scenario.Elements("a1@1", events => events.Select(pair => pair), "a [global) 1 UNKNOWN 0/0 first last @1");
    }

    [Theory]
    [Trait("Rule", "32")]
    [Trait("Choice", "5")]
    [InlineData("on-time always, closing if-non-empty", "1 EARLY 0/-1 first;1 ON_TIME 1/0 wm 10")]
    [InlineData("on-time if-non-empty, closing if-non-empty", "1 EARLY 0/-1 first")]
    [InlineData("on-time always, closing always", "1 EARLY 0/-1 first;1 ON_TIME 1/0 wm 10;1 LATE 2/1 last wm 15")]
    [InlineData("on-time if-non-empty, closing always", "1 EARLY 0/-1 first;1 ON_TIME 1/0 last wm 15")]
    public void Rule32_FiringWithNothingNew_EmitsIfItIsAsked(string behaviors, string panes) => Scenario.Sums(
        $"{Each}, accumulation accumulating, {behaviors}",
        "a1@1 wm:10 wm:14 wm:15",
        string.Join("\n", panes.Split(';').Select(pane => $"a [0,10) {pane}")));

    // A window to which nothing came does not exist, and has no panes.
    [Fact]
    [Trait("Rule", "32")]
    public void Rule32_WindowWithoutElements_EmitsNothing() => Scenario.Sums(
        Each + ", accumulation accumulating, closing always", "wm:100 a1@1 wm:200", "late a1@1 by 99 [0,10) wm 100 expired");

    [Fact]
    [Trait("Rule", "33")]
    public void Rule33_EmptyPane_RepeatsTheValueOrIsTheOutputForNothing()
    {
        Scenario.Sums(Each + ", accumulation accumulating", "a7@1 wm:10", "a [0,10) 7 EARLY 0/-1 first\na [0,10) 7 ON_TIME 1/0 wm 10");
        Scenario.Sums(Each + ", accumulation discarding", "a7@1 wm:10", "a [0,10) 7 EARLY 0/-1 first\na [0,10) 0 ON_TIME 1/0 wm 10");
        Scenario.Lists(Each + ", accumulation discarding", "a7@1 wm:10", "a [0,10) [7] EARLY 0/-1 first\na [0,10) [] ON_TIME 1/0 wm 10");
        Scenario.Groups(
            "a7@1 wm:10",
            events => events.WindowInto(WindowingStrategy.Parse(Each + ", accumulation discarding")).CombinePerKey(Combine.Min<int>()),
            "a [0,10) 7 EARLY 0/-1 first");
    }

    // The buffer is empty whether the elements went with an early pane or with the one on time.
    [Fact]
    [Trait("Rule", "33")]
    public void Rule33_NothingNew_MeansNoElementSinceTheLastFiring() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterProcessingTime(delay: 5s)), accumulation accumulating, on-time if-non-empty",
        "a1@1 clock:6 clock:12 a2@2 clock:18 clock:30 wm:10",
        """
        a [0,10) 1 EARLY 0/-1 first clock 5
        a [0,10) 3 EARLY 1/-1 clock 17
        """);

    [Theory]
    [Trait("Rule", "34")]
    [InlineData("Repeatedly(AfterCount(2))")]
    [InlineData("Repeatedly(AfterProcessingTime(delay: 10s))")]
    [InlineData("Never")]
    public void Rule34_TriggerThatDoesNotAskForTheEnd_IsLookedAtWhenTheWindowExpires(string trigger) => Scenario.Sums(
        $"window fixed 10s, trigger {trigger}, accumulation accumulating, lateness 5s",
        "a1@1 wm:10 b2@2 wm:15",
        """
        a [0,10) 1 ON_TIME 0/0 first last wm 15
        b [0,10) 2 LATE 0/0 first last wm 15
        """);

    [Fact]
    [Trait("Rule", "35")]
    public void Rule35_PaneOnTime_IsTheLastOnlyWithoutLateness()
    {
        Scenario.Sums("window fixed 10s", "a1@1 wm:10 wm:100", "a [0,10) 1 ON_TIME 0/0 first last wm 10");
        Scenario.Sums("window fixed 10s, lateness 5s, accumulation discarding", "a1@1 wm:10 wm:100", "a [0,10) 1 ON_TIME 0/0 first wm 10");
    }

    [Theory]
    [Trait("Rule", "36")]
    [InlineData("Default", "if-non-empty", "100")]
    [InlineData("Default", "always", "15")]
    [InlineData("AfterWatermark(late: AfterCount(1))", "always", "15")]
    public void Rule36_EndAndExpiryAtOnce_GiveOnePane(string trigger, string closing, string watermark) => Scenario.Sums(
        $"window fixed 10s, trigger {trigger}, accumulation accumulating, lateness 5s, closing {closing}",
        $"a1@1 wm:9 wm:{watermark}",
        $"a [0,10) 1 ON_TIME 0/0 first last wm {watermark}");
}
