using Dataflow.Combining;
using Dataflow.Testing.Generation;
using Dataflow.Tests.Semantics;
using Dataflow.Tests.Windows;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Found;

/// <summary>What the laws found in the engine, by the numbers of the changelog. Each failed before it was mended.</summary>
public sealed class FoundByLawsTests
{
    [Fact]
    public void Found1_ClockBehindTheFirstWatermarkOfRecordedOrPerfectInput_DoesNotDependOnTheBatch()
    {
        var at = Instant.FromUnixTimeSeconds(1);
        var stream = new EventStream<string>(
            [StreamStep<string>.Element("a", at), StreamStep<string>.Watermark(at), StreamStep<string>.Clock(at + Duration.FromSeconds(8)), StreamStep<string>.Element("b", at)],
            WatermarkPolicy.RecordedOrPerfect);

        var arrivals = Schedules.Run(p => p.Read(stream).ParDo<string, string>((element, emit) => emit($"{element.Value} {element.ProcessingTime.ToUnixTimeSeconds()}")));

        Assert.Equal(["a 1", "b 9"], arrivals.Select(arrival => arrival.Value));
    }

    // The 1 of a goes out of the session and leaves it as the 2 of b made it; the pane for that has its time, as any element's has.
    [Fact]
    public void Found2_RetractionThatLeavesASessionAsItIs_CountsForTheTimeOfItsPane() => Scenario.Groups(
        "a1@1 b2@2 a4@3",
        events => Sums(events)
            .SumByKey("window session 60s, trigger Repeatedly(AfterCount(1)), accumulation retracting, lateness 100s, timestamp earliest, on-time if-non-empty", "Second"),
        """
        x [9.9999999,69.9999999) 1 EARLY 0/-1 first @9.9999999
        -x [9.9999999,69.9999999) 1 EARLY 0/-1 first @9.9999999
        x [9.9999999,69.9999999) 3 EARLY 1/-1 @9.9999999
        -x [9.9999999,69.9999999) 3 EARLY 1/-1 @9.9999999
        x [9.9999999,69.9999999) 2 EARLY 2/-1 @9.9999999
        -x [9.9999999,69.9999999) 2 EARLY 2/-1 @9.9999999
        x [9.9999999,69.9999999) 7 EARLY 3/-1 @9.9999999
        """);

    [Theory]
    [InlineData("earliest")]
    [InlineData("latest")]
    public void Found3_ElementBehindTheWatermarkInAWindowThatHasNotEnded_HoldsTheWatermarkAtTheLastInstant(string combiner) => Scenario.Downstream(
        $"window fixed 10s, trigger Never, accumulation discarding, lateness 5s, timestamp {combiner}",
        "wm:5 a1@3 wm:12 wm:15",
        "a [global) 1 EARLY 0/-1 first wm 9.9999999");

    [Fact]
    public void Found4_SessionMergedPastItsEnd_StillHoldsTheWatermarkForWhatWaits() => Scenario.Downstream(
        "window session 8s, trigger Repeatedly(AfterCount(3)), accumulation discarding, lateness 13s",
        "a1@0 wm:8 a2@-1 wm:20 wm:30",
        "a [global) 3 EARLY 0/-1 first wm 7.9999999");

    // With the 1 taken back, and the 3 in its place filtered, nothing cuts the window of the 2 short.
    [Fact]
    public void Found5_ElementTakenBackFromWindowsThatOthersCut_LeavesWhatTheRestMakes() => Scenario.Groups(
        "b2@2 a1@15 a2@16",
        events => Valid(Sums(events).Where(sum => sum.Value != 3), "trigger Default, accumulation retracting, lateness 100s"),
        "x [9.9999999,inf) 2 ON_TIME 0/0 first last wm inf");

    // The 1 and the 2 are of one time; without the 1 the 2 is still cut short by the 7.
    [Fact]
    public void Found5_ElementTakenBackFromAWindowOfSeveral_LeavesItsEnd() => Scenario.Groups(
        "a1@1 b2@2 c7@15 a3@3",
        events => Valid(Sums(events), "trigger Default, accumulation retracting, lateness 100s"),
        """
        x [9.9999999,19.9999999) 6 ON_TIME 0/0 first last wm inf
        x [19.9999999,inf) 7 ON_TIME 0/0 first last wm inf
        """);

    // The trigger of the first window is ready again, but no element has come for it when the 4 cuts the second.
    [Fact]
    public void Found6_WindowThatAnotherLeavesAsItIs_IsNotAskedWhetherItFires() => Scenario.Groups(
        "a1@0 a2@30 wm:34 a4@40 wm:49 wm:50",
        events => events.WindowInto(With(new ValidityWindows<KV<string, int>>(), "trigger AfterEach(AfterWatermark(), AfterWatermark()), accumulation accumulating, lateness 20s, closing always, finishing-trigger allowed"))
            .CombinePerKey(Combine.Sum<int>()),
        """
        a [0,30) 1 ON_TIME 0/0 first wm 34
        a [30,40) 2 ON_TIME 0/0 first wm 49
        a [0,30) 1 LATE 1/1 last wm 50
        a [30,40) 2 LATE 1/1 last wm inf
        a [40,inf) 4 ON_TIME 0/0 first last wm inf
        """);

    private static WindowingStrategy With(WindowFn windowFn, string settings) => WindowingStrategy.Parse($"window global, {settings}") with { WindowFn = windowFn };

    private static PCollection<KV<string, int>> Sums(PCollection<KV<string, int>> events) => events
        .SumByKey("window fixed 10s, trigger Repeatedly(AfterCount(1)), accumulation retracting, lateness 100s, on-time if-non-empty")
        .Select(sum => KV.Of("x", sum.Value));

    private static GroupedPCollection<KV<string, int>, KV<string, int>> Valid(PCollection<KV<string, int>> events, string settings) => events
        .WindowInto(With(new ValidityWindows<KV<string, int>>(), settings))
        .CombinePerKey(Combine.Sum<int>(), "Valid");
}
