using Dataflow.Combining;
using Dataflow.Tests.Semantics;
using Dataflow.Tests.Windows;
using Dataflow.Windowing;

namespace Dataflow.Tests.Retractions;

/// <summary>Windows that merged, over input that takes elements back (decisions 0014 and 0020). A sum of 3 is filtered, so that a 1 after a 2 takes the 2 back.</summary>
public sealed class ComingApartTests
{
    private const string Rarely = "trigger Repeatedly(AfterCount(5)), accumulation retracting, lateness 100s";

    // What is left of the session is complete at 35; it waits for its pane since before that.
    [Fact]
    public void ElementThatWaitedOnTime_InAPartThatIsPast_StillHoldsTheWatermark() => Scenario.Groups(
        "a2@1 b1@11 wm:35 a1@2 wm:50",
        events => Sums(events).SumByKey($"window session 12s, {Rarely}", "Second").SumByKey(Scenario.EachAlone, "Third"),
        "x [global) 1 EARLY 0/-1 first wm 31.9999998");

    // The pane of the 1 is at 9.9999999 while it is with the 2, and at its own last instant without it.
    [Fact]
    public void ElementThatHeldTheWatermarkAtItsTime_InAPartThatIsPast_HoldsAtItsLastInstant() => Scenario.Groups(
        "a1@1 b2@11 wm:25 b1@12 wm:50",
        events => Sums(events).SumByKey($"window session 12s, {Rarely}, timestamp earliest", "Second").SumByKey(Scenario.EachAlone, "Third"),
        "x [global) 1 EARLY 0/-1 first wm 21.9999998");

    // The 2 is at 29.9999999, and gone when the 9 at 19.9999999 cuts the window short.
    [Fact]
    public void ElementTakenBackFromAWindowThatStaysAsItIs_DoesNotStandInTheWayOfACut() => Scenario.Groups(
        "a1@1 b2@21 b1@22 c9@11",
        events => Divided(events, shortens: true, "trigger Default, accumulation retracting, lateness 100s"),
        """
        x [0,19.9999999) 1 ON_TIME 0/0 first last wm inf
        x [19.9999999,101) 9 ON_TIME 0/0 first last wm inf
        """);

    // Without the 9 the 2 belongs to the window of the 1 and the 4, whose trigger has finished.
    [Fact]
    public void ElementsWhoseWindowIsClosedWhenTheyComeApart_AreInItsLastPane() => Scenario.Groups(
        "a1@1 b4@2 c9@11 d2@21 c-6@12",
        events => Divided(events, shortens: false, "trigger AfterCount(2), accumulation retracting, lateness 100s, finishing-trigger allowed"),
        """
        x [0,100) 5 EARLY 0/-1 first last
        -x [0,100) 5 EARLY 0/-1 first last
        x [0,100) 7 EARLY 1/-1 last
        """);

    private static GroupedPCollection<KV<string, int>, KV<string, int>> Divided(PCollection<KV<string, int>> events, bool shortens, string settings) => Sums(events)
        .WindowInto(WindowingStrategy.Parse($"window global, {settings}") with { WindowFn = new DividedWindows(shortens) })
        .CombinePerKey(Combine.Sum<int>(), "Divided");

    private static PCollection<KV<string, int>> Sums(PCollection<KV<string, int>> events) => events
        .SumByKey("window fixed 10s, trigger Repeatedly(AfterCount(1)), accumulation retracting, lateness 100s, on-time if-non-empty")
        .Where(sum => sum.Value != 3)
        .Select(sum => KV.Of("x", sum.Value));
}
