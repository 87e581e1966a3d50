using Dataflow.Windowing;

namespace Dataflow.Tests.Semantics;

/// <summary>Rules 56 to 60: how panes relate, and how scripts are played.</summary>
public sealed class AccumulationRulesTests
{
    private const string Pairs = "window fixed 10s, trigger Repeatedly(AfterCount(2)), on-time if-non-empty, accumulation ";
    private const string Sessions = "window session 10s, on-time if-non-empty, accumulation retracting, trigger ";
    private const string EachSession = Sessions + "Repeatedly(AfterCount(1))";

    // The panes of [0,10) and [15,25) are taken back when [0,25) comes.
    private const string Merging = "a1@0 a2@15 a4@8";
    private const string Again = "window fixed 20s, on-time if-non-empty";

    [Theory]
    [Trait("Rule", "56")]
    [InlineData("discarding", "3", "12", "16")]
    [InlineData("accumulating", "3", "15", "31")]
    public void Rule56_Firing_KeepsTheBufferOrClearsIt(string mode, string first, string second, string last) => Scenario.Sums(
        Pairs + mode,
        "a1@1 a2@2 a4@3 a8@4 a16@5",
        $"""
        a [0,10) {first} EARLY 0/-1 first
        a [0,10) {second} EARLY 1/-1
        a [0,10) {last} ON_TIME 2/0 last wm inf
        """);

    [Theory]
    [Trait("Rule", "56")]
    [InlineData("discarding", "2", "4")]
    [InlineData("accumulating", "3", "7")]
    public void Rule56_LatePanes_KeepTheBufferOrNot(string mode, string first, string second) => Scenario.Sums(
        $"window fixed 10s, accumulation {mode}, lateness 5s",
        "a1@1 wm:10 a2@1 a4@1",
        $"""
        a [0,10) 1 ON_TIME 0/0 first wm 10
        a [0,10) {first} LATE 1/1 wm 10
        a [0,10) {second} LATE 2/2 wm 10
        """);

    [Fact]
    [Trait("Rule", "57")]
    public void Rule57_Retracting_TakesBackThenSaysAnew() => Scenario.Sums(
        Pairs + "retracting, lateness 5s",
        "a1@1 a2@2 b1@1 a4@3 a8@4 wm:10 a16@5 b2@2 wm:11 a32@6",
        """
        a [0,10) 3 EARLY 0/-1 first
        -a [0,10) 3 EARLY 0/-1 first
        a [0,10) 15 EARLY 1/-1
        b [0,10) 3 ON_TIME 0/0 first wm 10
        -a [0,10) 15 EARLY 1/-1 wm 11
        a [0,10) 63 ON_TIME 2/0 wm 11
        """);

    // Of [30,40) nothing was said.
    [Fact]
    [Trait("Rule", "58")]
    public void Rule58_MergedSession_TakesBackEachOldOneWhenItFires() => Scenario.Sums(
        Sessions + "Repeatedly(AfterCount(3))",
        "a1@0 a1@0 a1@0 a2@15 a2@15 a2@15 a4@30 clock:1 a8@8 a16@23 clock:2 a32@8",
        """
        a [0,10) 3 EARLY 0/-1 first
        a [15,25) 6 EARLY 0/-1 first
        -a [0,10) 3 EARLY 0/-1 first clock 1
        -a [15,25) 6 EARLY 0/-1 first clock 1
        a [0,40) 37 EARLY 0/-1 first clock 1
        -a [0,40) 37 EARLY 0/-1 first clock 2 wm inf
        a [0,40) 69 ON_TIME 1/0 last clock 2 wm inf
        """);

    [Fact]
    [Trait("Rule", "58")]
    [Trait("Choice", "6")]
    public void Rule58_SessionsMergedTwiceBeforeAFiring_AreEachTakenBackUnderTheirOldWindows() => Scenario.Sums(
        Sessions + "AfterWatermark(early: AfterCount(2), late: AfterCount(1))",
        "a1@0 a1@0 a2@40 a2@40 a4@8 clock:3 a8@32 a16@16 a32@24",
        """
        a [0,10) 2 EARLY 0/-1 first
        a [40,50) 4 EARLY 0/-1 first
        -a [0,10) 2 EARLY 0/-1 first clock 3
        a [0,26) 22 EARLY 0/-1 first clock 3
        -a [0,26) 22 EARLY 0/-1 first clock 3
        -a [40,50) 4 EARLY 0/-1 first clock 3
        a [0,50) 66 EARLY 0/-1 first clock 3
        """);

    // 1 went to [0,20), 2 to [20,40): they are taken back there, by their own timestamps.
    [Fact]
    [Trait("Rule", "59")]
    [Trait("Choice", "7")]
    public void Rule59_Retraction_GoesToTheWindowWhereTheOldValueWent() => Scenario.Groups(
        Merging,
        events => events.SumByKey(EachSession).SumByKey(Again + ", trigger Repeatedly(AfterCount(1)), accumulation retracting", "Again"),
        """
        a [0,20) 1 EARLY 0/-1 first
        a [20,40) 2 EARLY 0/-1 first
        -a [0,20) 1 EARLY 0/-1 first
        -a [20,40) 2 EARLY 0/-1 first
        a [20,40) 7 EARLY 1/-1
        """);

    [Fact]
    [Trait("Rule", "59")]
    public void Rule59_FinalState_IsThatOfTheBatch()
    {
        Scenario.Groups(Merging, events => events.SumByKey(EachSession).SumByKey(Again, "Again"), "a [20,40) 7 ON_TIME 0/0 first last wm inf");
        Scenario.Groups(
            Merging,
            events => events.SumByKey(EachSession).WindowInto(WindowingStrategy.Parse(Again)).GroupByKey("Again"),
            "a [20,40) [7] ON_TIME 0/0 first last wm inf");
    }

    // Adding the panes of a window up gives what is there.
    [Fact]
    [Trait("Rule", "59")]
    public void Rule59_DiscardingPanesThatAddUp_SayWhatIsTakenBack() => Scenario.Groups(
        Merging,
        events => events.SumByKey(EachSession).SumByKey(Again + ", trigger Repeatedly(AfterCount(1)), accumulation discarding", "Again"),
        """
        a [0,20) 1 EARLY 0/-1 first
        a [20,40) 2 EARLY 0/-1 first
        a [0,20) -1 EARLY 1/-1
        a [20,40) -2 EARLY 1/-1
        a [20,40) 7 EARLY 2/-1
        """);

    [Fact]
    [Trait("Rule", "59")]
    public void Rule59_AccumulatingPaneOfWhatWasAllTakenBack_IsTheOutputForNothing() => Scenario.Groups(
        Merging,
        events => events.SumByKey(EachSession).WindowInto(WindowingStrategy.Parse(Again + ", trigger Repeatedly(AfterCount(1)), accumulation accumulating")).GroupByKey(),
        """
        a [0,20) [1] EARLY 0/-1 first
        a [20,40) [2] EARLY 0/-1 first
        a [0,20) [] EARLY 1/-1
        a [20,40) [] EARLY 1/-1
        a [20,40) [7] EARLY 2/-1
        """);

    // Of [0,20) there is nothing to say, whatever is asked for.
    [Theory]
    [Trait("Rule", "59")]
    [InlineData("discarding")]
    [InlineData("accumulating")]
    [InlineData("retracting")]
    public void Rule59_EverythingTakenBackBeforeAFiring_LeavesNothing(string mode) => Scenario.Groups(
        Merging + " wm:20 wm:25",
        events => events.SumByKey(EachSession).SumByKey($"window fixed 20s, lateness 5s, closing always, accumulation {mode}", "Again"),
        "a [20,40) 7 ON_TIME 0/0 first last wm inf");

    [Fact]
    [Trait("Rule", "60")]
    public void Rule60_ConsequencesOfConsequences_ComeBeforeTheNextStep() => Scenario.Groups(
        "a1@1 clock:100 a2@1",
        events => events.SumByKey("window fixed 10s, trigger Repeatedly(AfterProcessingTime(delay: 10s)), accumulation discarding, on-time if-non-empty")
            .SumByKey("window fixed 10s, trigger Repeatedly(AfterProcessingTime(delay: 5s)), accumulation discarding, on-time if-non-empty", "Again"),
        """
        a [0,10) 1 EARLY 0/-1 first clock 15
        a [0,10) 2 ON_TIME 1/0 last clock 100 wm inf
        """);
}
