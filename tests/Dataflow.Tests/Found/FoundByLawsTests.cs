using Dataflow.Testing.Generation;
using Dataflow.Tests.Semantics;
using Dataflow.Watermarks;
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
        events => events
            .SumByKey("window fixed 10s, trigger Repeatedly(AfterCount(1)), accumulation retracting, lateness 100s, on-time if-non-empty")
            .Select(sum => KV.Of("x", sum.Value))
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
}
