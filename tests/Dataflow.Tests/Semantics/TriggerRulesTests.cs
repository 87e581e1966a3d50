namespace Dataflow.Tests.Semantics;

/// <summary>Rules 37 to 47: the triggers that are not made of others but for the parts of <c>AfterWatermark</c>. Rule 37 is choice 1.</summary>
public sealed class TriggerRulesTests
{
    private const string Discarding = ", accumulation discarding, on-time if-non-empty";
    private const string Accumulating = ", accumulation accumulating, on-time if-non-empty";

    [Theory]
    [Trait("Rule", "38")]
    [InlineData("Default")]
    [InlineData("Repeatedly(AfterWatermark())")]
    public void Rule38_DefaultTrigger_FiresAtTheEndAndForEachElementAfterIt(string trigger) => Scenario.Sums(
        $"window fixed 10s, trigger {trigger}, lateness 20s" + Discarding,
        "a1@1 a2@2 wm:10 a4@3 a8@4",
        """
        a [0,10) 3 ON_TIME 0/0 first wm 10
        a [0,10) 4 LATE 1/1 wm 10
        a [0,10) 8 LATE 2/2 wm 10
        """);

    [Fact]
    [Trait("Rule", "39")]
    public void Rule39_AfterWatermark_FiresOnceAndFinishes() => Scenario.Sums(
        "window fixed 10s, trigger AfterWatermark(), lateness 20s, finishing-trigger allowed" + Discarding,
        "a1@1 a2@2 wm:10 a4@3 wm:11 b8@1 b16@2",
        """
        a [0,10) 3 ON_TIME 0/0 first last wm 10
        b [0,10) 8 LATE 0/0 first last wm 11
        late a4@3 by 7 [0,10) wm 10 closed
        late b16@2 by 9 [0,10) wm 11 closed
        """);

    [Fact]
    [Trait("Rule", "40")]
    public void Rule40_EarlyAndLateParts_RepeatBeforeAndAfterTheEnd() => Scenario.Sums(
        "window fixed 10s, trigger AfterWatermark(early: AfterCount(2), late: AfterCount(2)), lateness 20s, accumulation discarding",
        "a1@1 a2@2 a4@3 a8@4 b1@1 b1@2 wm:10 a16@5 a32@6 a64@7 a128@8",
        """
        a [0,10) 3 EARLY 0/-1 first
        a [0,10) 12 EARLY 1/-1
        b [0,10) 2 EARLY 0/-1 first
        a [0,10) 0 ON_TIME 2/0 wm 10
        b [0,10) 0 ON_TIME 1/0 wm 10
        a [0,10) 48 LATE 3/1 wm 10
        a [0,10) 192 LATE 4/2 wm 10
        """);

    [Fact]
    [Trait("Rule", "40")]
    public void Rule40_WithoutALatePart_FinishesAtTheEnd() => Scenario.Sums(
        "window fixed 10s, trigger AfterWatermark(early: AfterCount(2)), lateness 20s, finishing-trigger allowed" + Discarding,
        "a1@1 a2@2 a4@3 wm:10 a8@4",
        """
        a [0,10) 3 EARLY 0/-1 first
        a [0,10) 4 ON_TIME 1/0 last wm 10
        late a8@4 by 6 [0,10) wm 10 closed
        """);

    [Fact]
    [Trait("Rule", "41")]
    public void Rule41_PaneOnTime_ClearsTheCountsOfBothParts() => Scenario.Sums(
        "window fixed 10s, trigger AfterWatermark(early: AfterCount(3), late: AfterCount(3)), lateness 20s" + Discarding,
        "a1@1 a2@2 wm:10 a4@3 a8@4 a16@5",
        """
        a [0,10) 3 ON_TIME 0/0 first wm 10
        a [0,10) 28 LATE 1/1 wm 10
        """);

    // The early timer for 10 would fire the 2; a timer for 15 would if the early part saw the 2.
    [Fact]
    [Trait("Rule", "41")]
    public void Rule41_EarlyTimers_AreIgnoredAfterTheEnd() => Scenario.Sums(
        "window fixed 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 10s), late: AfterCount(2)), lateness 20s" + Discarding,
        "a1@1 clock:5 wm:10 a2@2 clock:30 a4@3",
        """
        a [0,10) 1 ON_TIME 0/0 first clock 5 wm 10
        a [0,10) 6 LATE 1/1 clock 30 wm 10
        """);

    // At 10 the 2 counts for the late part of [0,10), which the merge forgets.
    [Fact]
    [Trait("Rule", "42")]
    public void Rule42_MergedWindowThatHasNotEnded_GoesBackToTheEarlyPart() => Scenario.Sums(
        "window session 10s, trigger AfterWatermark(early: AfterCount(3), late: AfterCount(2)), lateness 100s" + Discarding,
        "a1@0 wm:10 a2@0 a4@5 a8@5 a16@5 wm:15 a32@1 a64@1",
        """
        a [0,10) 1 ON_TIME 0/0 first wm 10
        a [0,15) 14 EARLY 0/-1 first wm 10
        a [0,15) 16 ON_TIME 1/0 wm 15
        a [0,15) 96 LATE 2/1 wm 15
        """);

    // Gone back, it would fire at once.
    [Fact]
    [Trait("Rule", "42")]
    public void Rule42_MergedWindowsThatHaveAllEnded_StayLate() => Scenario.Sums(
        "window session 10s, trigger AfterWatermark(late: AfterCount(3)), lateness 100s" + Discarding,
        "a1@0 a2@20 wm:40 a4@21 a8@11 a16@3 a32@3",
        """
        a [0,10) 1 ON_TIME 0/0 first wm 40
        a [20,30) 2 ON_TIME 0/0 first wm 40
        a [0,31) 28 LATE 0/0 first wm 40
        a [0,31) 32 LATE 1/1 last wm inf
        """);

    // A closed session keeps what it holds for such a case (decision 0019); where windows do not merge it goes (rule 56).
    [Fact]
    [Trait("Rule", "42")]
    public void Rule42_AfterWatermarkThatHadFinished_FiresAgainAtTheMergedEnd() => Scenario.Sums(
        "window session 10s, trigger AfterWatermark(), lateness 100s, finishing-trigger allowed" + Accumulating,
        "a1@0 wm:10 a2@5 a4@5 wm:15 a8@5",
        """
        a [0,10) 1 ON_TIME 0/0 first last wm 10
        a [0,15) 7 ON_TIME 0/0 first last wm 15
        late a8@5 by 10 [0,15) wm 15 closed
        """);

    [Fact]
    [Trait("Rule", "43")]
    public void Rule43_AfterCount_CountsThePaneOnly() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterFirst(AfterCount(3), AfterProcessingTime(delay: 10s)))" + Discarding,
        "a1@1 a2@2 clock:11 a4@3 a8@4 a16@5 a32@6 a64@7",
        """
        a [0,10) 3 EARLY 0/-1 first clock 10
        a [0,10) 28 EARLY 1/-1 clock 11
        a [0,10) 96 ON_TIME 2/0 last clock 11 wm inf
        """);

    [Fact]
    [Trait("Rule", "43")]
    public void Rule43_CountsOfMergedWindows_AddUp() => Scenario.Sums(
        "window session 11s, trigger Repeatedly(AfterCount(4))" + Discarding,
        "a1@0 a2@20 a4@20 a8@10 a16@10 a32@0",
        """
        a [0,31) 15 EARLY 0/-1 first
        a [0,31) 48 ON_TIME 1/0 last wm inf
        """);

    [Fact]
    [Trait("Rule", "43")]
    public void Rule43_AfterCountThatHadFinishedInAMergedWindow_HasFinished() => Scenario.Sums(
        "window session 11s, trigger AfterEach(AfterCount(3), Repeatedly(AfterCount(1)))" + Discarding,
        "a1@0 a1@0 a1@0 a4@20 a8@10 b1@0 b2@20 b4@10 b8@10",
        """
        a [0,11) 3 EARLY 0/-1 first
        a [0,31) 12 EARLY 0/-1 first
        b [0,31) 7 EARLY 0/-1 first
        b [0,31) 8 EARLY 1/-1
        """);

    // What the window that had not finished holds is emitted with the rest, for the last time (decision 0019).
    [Theory]
    [Trait("Rule", "43")]
    [Trait("Rule", "52")]
    [Trait("Choice", "8")]
    [InlineData("AfterCount(2)")]
    [InlineData("AfterFirst(AfterCount(2), Never)")]
    public async Task Rule43_WindowMergedIntoOneWhoseTriggerHadFinished_LosesNothingInSilence(string trigger)
    {
        var events = Script.Parse("a1@0 a2@0 a4@20 a8@10");
        var windowing = $"window session 11s, trigger {trigger}, finishing-trigger allowed" + Discarding;
        var result = await Pipeline.Build(p => p.Read(events).SumByKey(windowing).ForEachPane(_ => { })).RunAsync();
        Assert.Equal(4, result["Sum"].InPanes + result["Sum"].Late);
    }

    // Without the 32 its session is two. The 64 is in no pane when the 128 brings it together with the session that has closed, which then has its last pane (decisions 0014 and 0019).
    [Fact]
    [Trait("Rule", "43")]
    [Trait("Choice", "7")]
    public void Rule43_WindowThatCameApartMergedIntoOneWhoseTriggerHadFinished_IsInItsLastPane() => Scenario.Groups(
        "c1@30 d2@30 e4@30 f8@30 a16@0 b32@8 g64@16 b-32@8 h128@25",
        events => events
            .SumByKey("window global, trigger Repeatedly(AfterCount(1)), accumulation retracting, timestamp earliest, on-time if-non-empty")
            .Where(sum => sum.Value != 0)
            .Select(sum => KV.Of("x", sum.Value))
            .SumByKey("window session 10s, trigger AfterCount(4), accumulation retracting, finishing-trigger allowed", "Second"),
        """
        x [30,40) 15 EARLY 0/-1 first last
        -x [30,40) 15 EARLY 0/-1 first last
        x [16,40) 79 EARLY 0/-1 first last
        x [0,10) 16 ON_TIME 0/0 first last wm inf
        late x128@25 by 0 [16,40) wm -inf closed
        """);

    [Fact]
    [Trait("Rule", "44")]
    public void Rule44_AfterProcessingTime_CountsFromTheFirstElementOfThePane() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterProcessingTime(delay: 10s))" + Discarding,
        "a1@1 clock:9 a2@2 clock:20 clock:21 a4@3 clock:40 clock:60",
        """
        a [0,10) 3 EARLY 0/-1 first clock 10
        a [0,10) 4 EARLY 1/-1 clock 31
        """);

    [Fact]
    [Trait("Rule", "44")]
    public void Rule44_AfterProcessingTime_ThenIsFinished() => Scenario.Sums(
        "window fixed 10s, trigger AfterProcessingTime(delay: 5s)" + Discarding + ", finishing-trigger allowed",
        "wm:0 a1@1 clock:6 a2@2",
        """
        a [0,10) 1 EARLY 0/-1 first last clock 5 wm 0
        late a2@2 by 0 [0,10) wm 0 closed
        """);

    [Fact]
    [Trait("Rule", "44")]
    public void Rule44_DelayAndAlignment_ApplyInThatOrder() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterProcessingTime(delay: 5s, align: 1m))" + Discarding,
        "start:58 a1@1 clock:59 b2@1 clock:200",
        """
        a [0,10) 1 EARLY 0/-1 first clock 120
        b [0,10) 2 EARLY 0/-1 first clock 120
        """);

    // At 10 itself the timer of b has not run.
    [Fact]
    [Trait("Rule", "45")]
    [Trait("Choice", "2")]
    public void Rule45_Timer_RunsWhenTheClockIsPastItsTarget()
    {
        const string Delay = "window fixed 10s, trigger Repeatedly(AfterProcessingTime(delay: 10s))" + Discarding;
        Scenario.Sums(Delay, "a1@1 clock:9.9999999 clock:10 a2@2 clock:10.0000001 a4@3", "a [0,10) 3 EARLY 0/-1 first clock 10\na [0,10) 4 ON_TIME 1/0 last clock 10.0000001 wm inf");
        Scenario.Sums(Delay, "b1@1 clock:10 wm:5", "b [0,10) 1 ON_TIME 0/0 first last clock 10 wm inf");
    }

    // The boundaries are at -113, -53 and 7.
    [Theory]
    [Trait("Rule", "46")]
    [Trait("Choice", "11")]
    [InlineData("start:-95 a1@1 clock:-53 a2@2 clock:-52", "a [0,10) 3 EARLY 0/-1 first clock -53")]
    [InlineData("start:-53 a1@1 clock:-52", "a [0,10) 1 EARLY 0/-1 first clock -53")]
    [InlineData("start:-52.9999999 a1@1 clock:8", "a [0,10) 1 EARLY 0/-1 first clock 7")]
    public void Rule46_AlignedWithAnOffset_CountsTheBoundariesFromIt(string script, string expected) =>
        Scenario.Sums("window fixed 10s, trigger Repeatedly(AfterProcessingTime(align: 1m, offset: 7s))" + Discarding, script, expected);

    [Theory]
    [Trait("Rule", "47")]
    [InlineData("a1@0 clock:5 a2@20 clock:7 a4@10 clock:30")]
    [InlineData("a1@20 clock:5 a2@0 clock:7 a4@10 clock:30")]
    [InlineData("a1@20 clock:10 a6@10 clock:30")]
    public void Rule47_Merge_KeepsTheEarliestTarget(string script) => Scenario.Sums(
        "window session 11s, trigger Repeatedly(AfterProcessingTime(delay: 10s))" + Discarding,
        script,
        script.Contains("a6", StringComparison.Ordinal) ? "a [10,31) 7 EARLY 0/-1 first clock 10" : "a [0,31) 7 EARLY 0/-1 first clock 10");

    // The closed session has no target any more: the one of the 2 alone counts.
    [Fact]
    [Trait("Rule", "47")]
    public void Rule47_ClosedSessionIsMerged_HasNoTargetLeft() => Scenario.Sums(
        "window session 5s, trigger AfterProcessingTime(delay: 5s)" + Discarding + ", finishing-trigger allowed",
        "a1@0 clock:6 a2@3 clock:20",
        """
        a [0,5) 1 EARLY 0/-1 first last clock 5
        a [0,8) 2 EARLY 0/-1 first last clock 11
        """);
}
