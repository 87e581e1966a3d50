using Dataflow.Combining;
using Dataflow.Triggers;
using Dataflow.Windowing;

namespace Dataflow.Tests.Semantics;

/// <summary>Rules 48 to 55: triggers made of others, <c>Never</c>, and what goes on behind a grouping.</summary>
public sealed class CompositeTriggerRulesTests
{
    private const string Discarding = ", accumulation discarding, on-time if-non-empty";
    private const string Finishing = Discarding + ", finishing-trigger allowed";

    // Each firing clears the other part: the timer for 10, and the count of one at 21.
    [Fact]
    [Trait("Rule", "48")]
    public void Rule48_AfterFirst_FiresAsOnePartIsReadyAndClearsTheOthers() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterFirst(AfterCount(2), AfterProcessingTime(delay: 10s)))" + Discarding,
        "a1@1 a2@2 clock:5 a4@3 clock:21 a8@4 a16@5",
        """
        a [0,10) 3 EARLY 0/-1 first
        a [0,10) 4 EARLY 1/-1 clock 15
        a [0,10) 24 EARLY 2/-1 clock 21
        """);

    [Fact]
    [Trait("Rule", "48")]
    public void Rule48_AfterFirst_ThenIsFinished() => Scenario.Sums(
        "window fixed 10s, trigger AfterFirst(Never, AfterCount(2), AfterCount(3))" + Finishing,
        "wm:0 a1@1 a2@2 a4@3",
        """
        a [0,10) 3 EARLY 0/-1 first last wm 0
        late a4@3 by 0 [0,10) wm 0 closed
        """);

    [Fact]
    [Trait("Rule", "49")]
    public void Rule49_AfterAll_FiresWhenAllPartsAreReadyAtOnce() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterAll(AfterCount(2), AfterProcessingTime(delay: 10s)))" + Discarding,
        "a1@1 a2@2 a4@3 clock:11 a8@4 clock:25 a16@5",
        """
        a [0,10) 7 EARLY 0/-1 first clock 10
        a [0,10) 24 EARLY 1/-1 clock 25
        """);

    [Fact]
    [Trait("Rule", "49")]
    public void Rule49_AfterAll_ThenIsFinished() => Scenario.Sums(
        "window fixed 10s, trigger AfterAll(AfterWatermark(), AfterCount(2)), lateness 20s" + Finishing,
        "wm:1 a1@1 b1@1 a2@2 a4@3 wm:10 b2@2 b4@3",
        """
        a [0,10) 7 ON_TIME 0/0 first last wm 10
        b [0,10) 3 ON_TIME 0/0 first last wm 10
        late b4@3 by 7 [0,10) wm 10 closed
        """);

    [Fact]
    [Trait("Rule", "50")]
    public void Rule50_AfterEach_RunsOnePartAfterTheOther() => Scenario.Sums(
        "window fixed 10s, trigger AfterEach(AfterCount(1), AfterCount(2), AfterCount(3))" + Finishing,
        "wm:0 a1@1 a2@2 a4@3 a8@4 a16@5 a32@6 a64@7",
        """
        a [0,10) 1 EARLY 0/-1 first wm 0
        a [0,10) 6 EARLY 1/-1 wm 0
        a [0,10) 56 EARLY 2/-1 last wm 0
        late a64@7 by 0 [0,10) wm 0 closed
        """);

    // The 1 and the 2 close [0,21), so that [0,36) is closed too.
    [Fact]
    [Trait("Rule", "50")]
    public void Rule50_AfterEachFinishedInAMergedSession_IsFinished() => Scenario.Sums(
        "window session 16s, trigger AfterEach(AfterCount(1), AfterCount(1))" + Finishing,
        "wm:0 a1@0 a2@5 a4@20",
        """
        a [0,16) 1 EARLY 0/-1 first wm 0
        a [0,21) 2 EARLY 0/-1 first last wm 0
        late a4@20 by 0 [0,36) wm 0 closed
        """);

    [Fact]
    [Trait("Rule", "50")]
    public void Rule50_AfterEach_NeverPassesAPartThatDoesNotFinish() => Scenario.Sums(
        "window fixed 10s, trigger AfterEach(Repeatedly(AfterCount(2)), AfterCount(1))" + Discarding,
        "a1@1 a2@2 a4@3 a8@4 a16@5 a32@6",
        """
        a [0,10) 3 EARLY 0/-1 first
        a [0,10) 12 EARLY 1/-1
        a [0,10) 48 EARLY 2/-1
        """);

    // Uncleared, the second part of a would have counted two at the 2. The second part of b counts the 4, though the first was in force.
    [Fact]
    [Trait("Rule", "50")]
    public void Rule50_AfterEachInWindowsThatMerge_ShowsElementsToAllPartsAndClearsThem() => Scenario.Sums(
        "window session 11s, trigger AfterEach(AfterCount(2), Repeatedly(AfterCount(3)))" + Discarding,
        "a1@0 a2@0 a4@0 a8@0 a16@0 b1@0 b2@0 b4@20 b8@10 b16@10",
        """
        a [0,11) 3 EARLY 0/-1 first
        a [0,11) 28 EARLY 1/-1
        b [0,11) 3 EARLY 0/-1 first
        b [0,31) 28 EARLY 0/-1 first
        """);

    [Fact]
    [Trait("Rule", "51")]
    public void Rule51_OrFinally_EndsWithAPaneOfOneAfterTwoOfTwo() => Scenario.Sums(
        "window fixed 10s, trigger OrFinally(Repeatedly(AfterCount(2)), AfterCount(5))" + Finishing,
        "wm:0 a1@1 a2@2 a4@3 a8@4 a16@5 a32@6",
        """
        a [0,10) 3 EARLY 0/-1 first wm 0
        a [0,10) 12 EARLY 1/-1 wm 0
        a [0,10) 16 EARLY 2/-1 last wm 0
        late a32@6 by 0 [0,10) wm 0 closed
        """);

    [Fact]
    [Trait("Rule", "51")]
    public void Rule51_OrFinally_FinishesWithEitherPart() => Scenario.Sums(
        "window fixed 10s, trigger OrFinally(AfterCount(2), AfterProcessingTime(delay: 10s))" + Finishing,
        "wm:0 a1@1 b1@1 a2@2 clock:11 a4@3 b2@2",
        """
        a [0,10) 3 EARLY 0/-1 first last wm 0
        b [0,10) 1 EARLY 0/-1 first last clock 10 wm 0
        late a4@3 by 0 [0,10) wm 0 closed
        late b2@2 by 0 [0,10) wm 0 closed
        """);

    // The third element ends the first round, though the other part has counted one of two.
    [Fact]
    [Trait("Rule", "51")]
    [Trait("Rule", "52")]
    public void Rule51_OrFinallyRepeated_StartsBothPartsAnew() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(OrFinally(Repeatedly(AfterCount(2)), AfterCount(3)))" + Discarding,
        "a1@1 a2@2 a4@3 a8@4 a16@5 a32@6",
        """
        a [0,10) 3 EARLY 0/-1 first
        a [0,10) 4 EARLY 1/-1
        a [0,10) 24 EARLY 2/-1
        a [0,10) 32 EARLY 3/-1
        """);

    [Fact]
    [Trait("Rule", "52")]
    public void Rule52_Repeatedly_ResetsTheWholeTreeAndNeverFinishes() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterEach(AfterCount(1), AfterCount(2)))" + Discarding,
        "a1@1 a2@2 a4@3 a8@4 a16@5 a32@6 a64@7",
        """
        a [0,10) 1 EARLY 0/-1 first
        a [0,10) 6 EARLY 1/-1
        a [0,10) 8 EARLY 2/-1
        a [0,10) 48 EARLY 3/-1
        a [0,10) 64 EARLY 4/-1
        """);

    [Theory]
    [Trait("Rule", "52")]
    [Trait("Rule", "56")]
    [InlineData("discarding")]
    [InlineData("accumulating")]
    [InlineData("retracting")]
    public void Rule52_RootThatFinishes_ClosesTheWindowUntilItExpires(string mode) => Scenario.Sums(
        $"window fixed 10s, trigger AfterCount(2), accumulation {mode}, lateness 20s, finishing-trigger allowed, closing always",
        "wm:0 a1@1 a2@2 a4@3 wm:29 a8@4 wm:30 a16@5",
        """
        a [0,10) 3 EARLY 0/-1 first last wm 0
        late a4@3 by 0 [0,10) wm 0 closed
        late a8@4 by 25 [0,10) wm 29 closed
        late a16@5 by 25 [0,10) wm 30 expired
        """);

    [Fact]
    [Trait("Rule", "53")]
    public void Rule53_Never_EmitsWhenTheWindowExpiresOnly() => Scenario.Sums(
        "window fixed 10s, trigger Never, lateness 5s, accumulation accumulating",
        "a1@1 clock:1000 wm:10 a2@2 wm:14.9999999 a4@3 wm:15",
        "a [0,10) 7 ON_TIME 0/0 first last clock 1000 wm 15");

    [Theory]
    [Trait("Rule", "54")]
    [InlineData("AfterCount(2)", "0s", false)]
    [InlineData("AfterWatermark()", "1s", false)]
    [InlineData("AfterWatermark()", "0s", true)]
    [InlineData("AfterWatermark(early: AfterCount(1), late: AfterCount(1))", "1s", true)]
    [InlineData("Never", "1s", true)]
    [InlineData("Repeatedly(AfterCount(2))", "1s", true)]
    public void Rule54_TriggerThatMayLoseData_IsRefused(string trigger, string lateness, bool isSafe)
    {
        var windowing = WindowingStrategy.Parse($"window fixed 10s, trigger {trigger}, lateness {lateness}, accumulation discarding");
        void Build() => Pipeline.Build(p => p.Read(Script.Parse("a1@1")).WindowInto(windowing).CombinePerKey(Combine.Sum<int>()).ForEachPane(_ => { }));
        if (isSafe)
        {
            Build();
        }
        else
        {
            Assert.Contains("rule 54", Assert.Throws<PipelineValidationException>(Build).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [Trait("Rule", "55")]
    [InlineData("Default", "Default")]
    [InlineData("Never", "Never")]
    [InlineData("AfterWatermark()", "AfterWatermark()")]
    [InlineData("Repeatedly(AfterCount(7))", "Repeatedly(AfterCount(1))")]
    [InlineData("Repeatedly(AfterProcessingTime(delay: 10s, align: 1m))", "Repeatedly(AfterProcessingTime())")]
    [InlineData("AfterEach(AfterCount(7), AfterWatermark())", "Repeatedly(AfterFirst(AfterCount(1), AfterWatermark()))")]
    [InlineData("OrFinally(Repeatedly(AfterCount(2)), AfterCount(5))", "Repeatedly(OrFinally(Repeatedly(AfterCount(1)), AfterCount(1)))")]
    [InlineData("AfterFirst(AfterCount(2), AfterProcessingTime(delay: 1s))", "AfterFirst(AfterCount(1), AfterProcessingTime())")]
    [InlineData("AfterAll(AfterCount(2), AfterProcessingTime(delay: 1s))", "AfterAll(AfterCount(1), AfterProcessingTime())")]
    [InlineData(
        "AfterWatermark(early: AfterCount(2), late: AfterProcessingTime(delay: 10s))", "AfterWatermark(early: AfterCount(1), late: AfterProcessingTime())")]
    public void Rule55_Grouping_GoesOnWithTheContinuation(string trigger, string continuation)
    {
        var text = Pipeline.Build(p =>
        {
            var sums = p.Read(Script.Parse("a1@1")).SumByKey($"window fixed 10s, trigger {trigger}, accumulation discarding, finishing-trigger allowed");
            Assert.Equal(Trigger.Parse(continuation), sums.Windowing.Trigger);
            sums.CombinePerKey(Combine.Sum<int>(), "Again").ForEachPane(_ => { });
        }).Explain();
        Assert.Contains($"'Again' CombinePerKey: sum of Int32 by String, window fixed 10s, trigger {continuation},", text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Rule", "55")]
    public void Rule55_CountedPanes_GoOnOneByOne() => Scenario.Groups(
        "a1@1 a2@2 b4@3 b8@4 a16@5 a32@6",
        events => events.SumByKey("window fixed 10s, trigger Repeatedly(AfterCount(2))" + Discarding).CombinePerKey(_ => "k", sum => sum.Value, Combine.Sum<int>()),
        """
        k [0,10) 3 EARLY 0/-1 first
        k [0,10) 12 EARLY 1/-1
        k [0,10) 48 EARLY 2/-1
        """);

    // Synchronized: the panes that two keys emit at 10 go on at 10, together.
    [Fact]
    [Trait("Rule", "55")]
    public void Rule55_DelayedPanes_GoOnWithoutAnotherDelay() => Scenario.Groups(
        "a1@1 b2@2 clock:3 c4@3 clock:20",
        events => events.SumByKey("window fixed 10s, trigger Repeatedly(AfterProcessingTime(delay: 10s))" + Discarding)
            .CombinePerKey(_ => "k", sum => sum.Value, Combine.List<int>()),
        """
        k [0,10) [1,2] EARLY 0/-1 first clock 10
        k [0,10) [4] EARLY 1/-1 clock 13
        """);
}
