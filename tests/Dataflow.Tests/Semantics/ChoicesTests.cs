using Dataflow.Combining;
using Dataflow.Windowing;

namespace Dataflow.Tests.Semantics;

/// <summary>Part 1 of the semantics. How lines are to be read: <see cref="Script"/> and <see cref="PaneLine"/>.</summary>
public sealed class ChoicesTests
{
    [Fact]
    [Trait("Choice", "1")]
    [Trait("Rule", "37")]
    public void Choice1_AfterCount_FiresWithExactlySoManyWhateverTheBatch() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterCount(2)), accumulation discarding",
        "a1@1 a2@2 a4@3 a8@4 a16@5",
        """
        a [0,10) 3 EARLY 0/-1 first
        a [0,10) 12 EARLY 1/-1
        a [0,10) 16 ON_TIME 2/0 last wm inf
        """);

    [Fact]
    [Trait("Choice", "2")]
    public void Choice2_AtOneInstant_ElementsComeThenTheWatermarkThenTimers() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterProcessingTime(delay: 10s)), accumulation discarding, lateness 90s",
        "a1@1 clock:10 a2@2 wm:10 clock:11",
        "a [0,10) 3 ON_TIME 0/0 first clock 10 wm 10");

    [Fact]
    [Trait("Choice", "3")]
    public void Choice3_EndOfWindow_IsReachedAtTheEndAndTheLastInstantIsATickBefore()
    {
        const string Sums = "window fixed 10s";
        Scenario.Sums(
            Sums,
            "a1@0 a2@9.9999999 a4@10 wm:9.9999999 wm:10 wm:20",
            """
            a [0,10) 3 ON_TIME 0/0 first last wm 10
            a [10,20) 4 ON_TIME 0/0 first last wm 20
            """);
        Assert.Equal(Script.At("9.9999999"), Assert.Single(Scenario.Panes("a1@0", events => events.SumByKey(Sums))).Timestamp);
    }

    [Fact]
    [Trait("Choice", "4")]
    [Trait("Rule", "8")]
    public void Choice4_SessionsThatTouch_MergeIfInclusiveOnly()
    {
        Scenario.Sums("window session 10s", "a1@0 a2@9.9999999", "a [0,19.9999999) 3 ON_TIME 0/0 first last wm inf");
        Scenario.Sums(
            "window session 10s",
            "a1@0 a2@10",
            """
            a [0,10) 1 ON_TIME 0/0 first last wm inf
            a [10,20) 2 ON_TIME 0/0 first last wm inf
            """);
        Scenario.Sums("window session 10s inclusive", "a1@0 a2@10", "a [0,20) 3 ON_TIME 0/0 first last wm inf");
    }

    [Fact]
    [Trait("Choice", "5")]
    public void Choice5_Unsaid_OnTimePanesComeAlwaysAndClosingPanesIfNonEmpty()
    {
        const string Both = "window fixed 10s, trigger AfterWatermark(early: AfterCount(1), late: AfterCount(1)), accumulation accumulating, lateness 5s";
        Scenario.Sums(
            Both,
            "a1@1 wm:10 wm:15",
            """
            a [0,10) 1 EARLY 0/-1 first
            a [0,10) 1 ON_TIME 1/0 wm 10
            """);
        Scenario.Sums(
            Both + ", on-time if-non-empty, closing always",
            "a1@1 wm:10 wm:15",
            """
            a [0,10) 1 EARLY 0/-1 first
            a [0,10) 1 ON_TIME 1/0 last wm 15
            """);
    }

    [Fact]
    [Trait("Choice", "6")]
    [Trait("Rule", "57")]
    [Trait("Rule", "59")]
    public void Choice6_Retracting_TakesThePaneBeforeBackAsItWasEvenIfNothingChanged() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterCount(1)), accumulation retracting, timestamp earliest",
        "a5@3 clock:7 a2@1 wm:4",
        """
        a [0,10) 5 EARLY 0/-1 first @3
        -a [0,10) 5 EARLY 0/-1 first @3 clock 7
        a [0,10) 7 EARLY 1/-1 @1 clock 7
        -a [0,10) 7 EARLY 1/-1 @1 clock 7 wm inf
        a [0,10) 7 ON_TIME 2/0 last clock 7 wm inf
        """);

    private const string EachRetracting = "window fixed 10s, trigger Repeatedly(AfterCount(1)), accumulation retracting, on-time if-non-empty";

    [Fact]
    [Trait("Choice", "7")]
    public void Choice7_TransformsOfElements_MapRetractionsToRetractions() => Scenario.Elements(
        "a5@1 b1@2 a2@3",
        events => events.SumByKey(EachRetracting)
            .Where(sum => sum.Key == "a")
            .Select(sum => KV.Of(sum.Key, sum.Value * 10))
            .SelectMany(sum => new[] { sum, KV.Of("c", sum.Value + 1) }),
        """
        a [0,10) 50 EARLY 0/-1 first
        c [0,10) 51 EARLY 0/-1 first
        -a [0,10) 50 EARLY 0/-1 first
        -c [0,10) 51 EARLY 0/-1 first
        a [0,10) 70 EARLY 1/-1
        c [0,10) 71 EARLY 1/-1
        """);

    [Fact]
    [Trait("Choice", "7")]
    [Trait("Rule", "59")]
    public void Choice7_Groupings_TakeRetractedValuesOutAgain()
    {
        const string Script = "a1@1 b4@2 a8@3 wm:10 wm:20 wm:99";
        GroupedPCollection<KV<string, int>, KV<string, TOut>> Again<TAccumulator, TOut>(PCollection<KV<string, int>> events, CombineFn<int, TAccumulator, TOut> fn) =>
            events.SumByKey(EachRetracting).WindowInto(FixedWindows.Of(NodaTime.Duration.FromSeconds(20))).CombinePerKey(_ => "k", sum => sum.Value, fn, "Again");

        // By the inverse, and from the values that are left: 1 was the least once.
        Scenario.Groups(Script, events => Again(events, Combine.Sum<int>()), "k [0,20) 13 ON_TIME 0/0 first last wm 20");
        Scenario.Groups(Script, events => Again(events, Combine.Min<int>()), "k [0,20) 4 ON_TIME 0/0 first last wm 20");
        Scenario.Groups(Script, events => Again(events, Combine.List<int>()), "k [0,20) [4,9] ON_TIME 0/0 first last wm 20");
    }

    [Fact]
    [Trait("Choice", "8")]
    [Trait("Choice", "9")]
    [Trait("Rule", "26")]
    public void Choice8_Drops_AreToldAndCountedByTheirReason()
    {
        var result = Scenario.Sums(
            "window fixed 10s, trigger AfterCount(2), accumulation discarding, lateness 5s, finishing-trigger allowed",
            "a1@1 a2@2 wm:2 a3@1.5 a4@9 wm:15 a5@4",
            """
            a [0,10) 3 EARLY 0/-1 first last
            late a3@1.5 by 0.5 [0,10) wm 2 closed
            late a4@9 by 0 [0,10) wm 2 closed
            late a5@4 by 11 [0,10) wm 15 expired
            """);
        Assert.Equal((2, 1, 3), (result["Sum"].Closed, result["Sum"].Expired, result["Sum"].Late));
    }

    [Fact]
    [Trait("Choice", "8")]
    [Trait("Rule", "59")]
    public void Choice8_DroppedRetractions_AreToldAsSuch() => Scenario.Groups(
        "wm:0 a1@0 a2@15 a4@8",
        events => events.SumByKey("window session 10s, trigger Repeatedly(AfterCount(1)), accumulation retracting, on-time if-non-empty")
            .SumByKey("window fixed 20s, trigger AfterCount(1), finishing-trigger allowed", "Again"),
        """
        a [0,20) 1 EARLY 0/-1 first last wm 0
        a [20,40) 2 EARLY 0/-1 first last wm 0
        late -a1@9.9999999 by 0 [0,20) wm 0 closed
        late -a2@24.9999999 by 0 [20,40) wm 0 closed
        late a7@24.9999999 by 0 [20,40) wm 0 closed
        """);

    [Fact]
    [Trait("Choice", "10")]
    public void Choice10_Unsaid_LatenessIsZeroAndExplainTellsAllDefaults()
    {
        Scenario.Sums("window fixed 10s", "wm:10 a1@9", "late a1@9 by 1 [0,10) wm 10 expired");
        var text = Pipeline.Build(p => p.Read(Script.Parse("a1@1")).SumByKey("window fixed 10s").ForEach(_ => { })).Explain();
        const string Defaults = "window fixed 10s, trigger Default, accumulation unsaid, lateness 0s, timestamp end-of-window, on-time always, closing if-non-empty, finishing-trigger refused";
        Assert.Contains(Defaults, text[..text.IndexOf("Physical graph", StringComparison.Ordinal)], StringComparison.Ordinal);
        Assert.Contains(Defaults, text[text.IndexOf("Physical graph", StringComparison.Ordinal)..], StringComparison.Ordinal);
    }

    // By C#'s %, the target of the first would be 0.
    [Theory]
    [Trait("Choice", "11")]
    [Trait("Rule", "46")]
    [InlineData("start:-95 a1@1 clock:-61 a2@2 clock:-59", "a [0,10) 3 EARLY 0/-1 first clock -60")]
    [InlineData("start:-60 a1@1 a2@2 clock:-59", "a [0,10) 3 EARLY 0/-1 first clock -60")]
    [InlineData("start:-59.9999999 a1@1 clock:-1 a2@2 clock:1", "a [0,10) 3 EARLY 0/-1 first")]
    [InlineData("start:60 a1@1 a2@2 clock:61", "a [0,10) 3 EARLY 0/-1 first clock 60")]
    [InlineData("start:60.0000001 a1@1 a2@2 clock:121", "a [0,10) 3 EARLY 0/-1 first clock 120")]
    public void Choice11_Aligned_TargetsTheNextBoundaryOrTheOneThatItIs(string script, string expected) =>
        Scenario.Sums("window fixed 10s, trigger Repeatedly(AfterProcessingTime(align: 1m)), accumulation discarding, on-time if-non-empty", script, expected);

    [Fact]
    [Trait("Choice", "12")]
    [Trait("Rule", "22")]
    public void Choice12_InputThatEnds_HasTheWatermarkAtTheEndOfTime()
    {
        Scenario.Sums("window global", "a1@1 a2@253402300799.9999999", "a [global) 3 ON_TIME 0/0 first last wm inf");
        Scenario.Sums("window fixed 10s, trigger Never, lateness 1d", "a1@1", "a [0,10) 1 ON_TIME 0/0 first last wm inf");
    }

    [Theory]
    [Trait("Choice", "13")]
    [InlineData("1427583600", "1427666400")] // 23 hours from 2015-03-29T00:00+01:00
    [InlineData("1445724000", "1445814000")] // 25 hours from 2015-10-25T00:00+02:00
    [InlineData("1445814000", "1445900400")] // 24 hours after that
    public void Choice13_CalendarDays_GoFromLocalMidnightToTheNext(string start, string end) => Scenario.Sums(
        "window calendar day in Europe/Brussels",
        $"a1@{start} a2@{Script.ToText(Script.At(end) - NodaTime.Duration.FromTicks(1))}",
        $"a [{start},{end}) 3 ON_TIME 0/0 first last wm inf");

    // In Beam a's hold would make b's pane ON_TIME too.
    [Fact]
    [Trait("Choice", "14")]
    [Trait("Rule", "30")]
    [Trait("Rule", "34")]
    public void Choice14_Timing_DependsOnTheWindowsOwnHistory() => Scenario.Sums(
        "window fixed 10s, trigger Repeatedly(AfterCount(2)), accumulation accumulating, lateness 20s, on-time if-non-empty",
        "a1@1 wm:10 b1@1 b2@2 a2@2 a4@3 a8@4",
        """
        b [0,10) 3 LATE 0/0 first wm 10
        a [0,10) 3 ON_TIME 0/0 first wm 10
        a [0,10) 15 LATE 1/1 wm 10
        """);

    [Fact]
    [Trait("Choice", "14")]
    public void Choice14_Timing_OfAMergedWindowFollowsFromWhenItLastMerged() => Scenario.Sums(
        "window session 10s, trigger Repeatedly(AfterCount(2)), accumulation accumulating, lateness 100s, on-time if-non-empty",
        "a1@0 b1@0 c1@0 wm:12 a2@5 wm:30 b2@5 c2@0",
        """
        a [0,15) 3 EARLY 0/-1 first wm 12
        b [0,15) 3 LATE 0/0 first wm 30
        c [0,10) 3 ON_TIME 0/0 first wm 30
        """);

    [Fact]
    [Trait("Choice", "15")]
    [Trait("Rule", "11")]
    public void Choice15_ElementOfAnOpenSession_IsKeptHoweverLate() => Scenario.Sums(
        "window session 10s",
        "a1@0 a2@8 wm:17.9999999 a4@3 b8@3 wm:18 a16@3",
        """
        a [0,18) 7 ON_TIME 0/0 first last wm 18
        late b8@3 by 14.9999999 [3,13) wm 17.9999999 expired
        late a16@3 by 15 [3,13) wm 18 expired
        """);
}
