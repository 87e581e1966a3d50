using Dataflow.Tests.Windows;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Semantics;

/// <summary>Rules 1 to 14: windows and merging. Rules 8 and 11 are choices 4 and 15.</summary>
public sealed class WindowRulesTests
{
    [Fact]
    [Trait("Rule", "1")]
    public void Rule1_Elements_TravelInTheGlobalWindowUntilTheyAreWindowed()
    {
        Scenario.Elements("a5@3 b6@-400", events => events, "a [global) 5 UNKNOWN 0/0 first last @3\nb [global) 6 UNKNOWN 0/0 first last @-400");
        Scenario.Elements(
            "a5@3", events => events.WindowInto(FixedWindows.Of(Duration.FromSeconds(10))).Select(pair => pair), "a [0,10) 5 UNKNOWN 0/0 first last @3");
    }

    [Fact]
    [Trait("Rule", "2")]
    public void Rule2_Grouping_GroupsByKeyThenMergesThenGivesOneElementForEachWindow() => Scenario.Groups(
        "a1@2 b2@14 a3@57 a4@20",
        events => events.WindowInto(SessionWindows.WithGap(Duration.FromSeconds(30))).Where(_ => true).GroupByKey(),
        """
        b [14,44) [2] ON_TIME 0/0 first last wm inf
        a [2,50) [1,4] ON_TIME 0/0 first last wm inf
        a [57,87) [3] ON_TIME 0/0 first last wm inf
        """);

    [Fact]
    [Trait("Rule", "3")]
    public void Rule3_AssignWindows_CopiesAnElementIntoZeroOrMore()
    {
        Scenario.Sums(
            "window sliding 10s every 5s",
            "a1@7",
            """
            a [0,10) 1 ON_TIME 0/0 first last wm inf
            a [5,15) 1 ON_TIME 0/0 first last wm inf
            """);
        var result = Scenario.Sums("window sliding 5s every 10s", "a1@4.9999999 a2@5 a4@9.9999999", "a [0,5) 1 ON_TIME 0/0 first last wm inf");
        Assert.Equal((3, 2, 0), (result["Sum"].In, result["Sum"].Unassigned, result["Sum"].Late));
    }

    [Theory]
    [Trait("Rule", "4")]
    [InlineData("Default")]
    [InlineData("AfterWatermark()")]
    [InlineData("Never")]
    public void Rule4_EndOfWindow_IsReachedWhenTheWatermarkIsAtTheEnd(string trigger) => Scenario.Sums(
        $"window fixed 10s, trigger {trigger}",
        "a1@0 a2@9.9999999 wm:9.9999999 a4@1 wm:10 a8@1",
        """
        a [0,10) 7 ON_TIME 0/0 first last wm 10
        late a8@1 by 9 [0,10) wm 10 expired
        """);

    // By C#'s % the first would be in [-17,-7).
    [Theory]
    [Trait("Rule", "5")]
    [InlineData("fixed 10s offset 3s", "a1@-18", "a [-27,-17) 1 ON_TIME 0/0 first last wm inf")]
    [InlineData("fixed 10s offset 3s", "a1@2.9999999", "a [-7,3) 1 ON_TIME 0/0 first last wm inf")]
    [InlineData("fixed 10s offset 3s", "a1@3", "a [3,13) 1 ON_TIME 0/0 first last wm inf")]
    [InlineData("fixed 10s", "a1@-10", "a [-10,0) 1 ON_TIME 0/0 first last wm inf")]
    [InlineData("fixed 7s", "a1@253402300799", "a [253402300795,inf) 1 ON_TIME 0/0 first last wm inf")]
    public void Rule5_FixedWindow_StartsAtTheFloor(string window, string script, string expected) => Scenario.Sums($"window {window}", script, expected);

    [Theory]
    [Trait("Rule", "6")]
    [InlineData("a1@10", "[5,15) [10,20)")]
    [InlineData("a1@9.9999999", "[0,10) [5,15)")]
    [InlineData("a1@-1", "[-10,0) [-5,5)")]
    public void Rule6_SlidingWindows_AreThoseThatStartNoMoreThanTheirSizeBefore(string script, string windows) => Scenario.Sums(
        "window sliding 10s every 5s", script, string.Join("\n", windows.Split(' ').Select(window => $"a {window} 1 ON_TIME 0/0 first last wm inf")));

    // A tick after the end of the window before, an element is in no overlap with it.
    [Theory]
    [Trait("Rule", "7")]
    [InlineData("earliest", "@3", "@5", "@10")]
    [InlineData("latest", "@3", "@7", "@10")]
    public void Rule7_SlidingWindow_CountsAnElementFromTheEndOfTheWindowsBefore(string combiner, string first, string second, string third) => Scenario.Sums(
        $"window sliding 10s every 5s, timestamp {combiner}",
        "a1@3 a2@7",
        $"""
        a [-5,5) 1 ON_TIME 0/0 first last {first} wm inf
        a [0,10) 3 ON_TIME 0/0 first last {second} wm inf
        a [5,15) 2 ON_TIME 0/0 first last {third} wm inf
        """);

    // Unshifted, the second window would hold the watermark at 3 and the third at 7.
    [Fact]
    [Trait("Rule", "7")]
    public void Rule7_SlidingWindow_HoldsTheWatermarkNoEarlierThanThat() => Scenario.Downstream(
        "window sliding 10s every 5s, timestamp earliest",
        "a1@3 a2@7 wm:5 wm:10",
        """
        a [global) 1 EARLY 0/-1 first
        a [global) 3 EARLY 1/-1 wm 5
        a [global) 2 EARLY 2/-1 wm 10
        """);

    [Fact]
    [Trait("Rule", "9")]
    public void Rule9_Sessions_MergeTransitively() => Scenario.Lists(
        "window session 10s",
        "a1@0 a2@16 a3@30 a4@8",
        """
        a [0,26) [1,2,4] ON_TIME 0/0 first last wm inf
        a [30,40) [3] ON_TIME 0/0 first last wm inf
        """);

    [Fact]
    [Trait("Rule", "9")]
    public void Rule9_MergeFunction_MayMapAWindowToAShorterOne() => Scenario.Groups(
        "a1@0 a2@30 a4@10",
        events => events.WindowInto(new ValidityWindows<KV<string, int>>().DiscardingFiredPanes()).CombinePerKey(Combining.Combine.Sum<int>()),
        """
        a [0,10) 1 ON_TIME 0/0 first last wm inf
        a [10,30) 4 ON_TIME 0/0 first last wm inf
        a [30,inf) 2 ON_TIME 0/0 first last wm inf
        """);

    // Unmerged, the second element would fire [5,15).
    [Fact]
    [Trait("Rule", "10")]
    public void Rule10_Triggers_SeeMergedWindowsOnly() => Scenario.Sums(
        "window session 10s, trigger Repeatedly(AfterCount(1)), accumulation accumulating, on-time if-non-empty",
        "a1@0 a2@5 a4@3",
        """
        a [0,10) 1 EARLY 0/-1 first
        a [0,15) 3 EARLY 0/-1 first
        a [0,15) 7 EARLY 1/-1
        """);

    [Fact]
    [Trait("Rule", "12")]
    public void Rule12_MergedWindow_StartsItsPanesAnewUnlessItWasThereBefore() => Scenario.Sums(
        "window session 10s, trigger Repeatedly(AfterCount(1)), accumulation accumulating, lateness 100s, on-time if-non-empty",
        "a1@0 a2@0 a4@5 wm:30 a8@3 a16@8",
        """
        a [0,10) 1 EARLY 0/-1 first
        a [0,10) 3 EARLY 1/-1
        a [0,15) 7 EARLY 0/-1 first
        a [0,15) 15 ON_TIME 1/0 wm 30
        a [0,18) 31 LATE 0/0 first wm 30
        """);

    [Fact]
    [Trait("Rule", "13")]
    public void Rule13_EndsAndExpiriesOfMergedWindows_AreForgotten()
    {
        Scenario.Sums("window session 10s", "a1@0 a2@5 wm:10 wm:14.9999999 wm:15", "a [0,15) 3 ON_TIME 0/0 first last wm 15");
        Scenario.Sums(
            "window session 10s, trigger Never, accumulation discarding, lateness 2s",
            "a1@0 wm:11 a2@5 wm:12 wm:15 a4@5 wm:17",
            "a [0,15) 7 ON_TIME 0/0 first last wm 17");
    }

    // The targets are 10 and 15. When the first has fired the second is ignored, and the next pane has its own.
    [Fact]
    [Trait("Rule", "13")]
    [Trait("Rule", "47")]
    public void Rule13_TriggerTimersOfMergedWindows_AreIgnored() => Scenario.Sums(
        "window session 11s, trigger Repeatedly(AfterProcessingTime(delay: 10s)), accumulation accumulating, on-time if-non-empty",
        "a1@0 clock:5 a2@20 clock:7 a4@10 clock:12 a8@10 clock:30",
        """
        a [0,31) 7 EARLY 0/-1 first clock 10
        a [0,31) 15 EARLY 1/-1 clock 22
        """);
}
