using Dataflow.Combining;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Planning;

public sealed class ValidationTests
{
    private static readonly int[] Numbers = [1, 2, 3];

    [Fact]
    public void Build_WithoutASink_IsRefused() => Refuses(p => p.Create(Numbers).Select(n => n + 1), "no sink");

    [Fact]
    public void Build_TwoStepsOfOneName_IsRefused() =>
        Refuses(p => p.Create(Numbers).Select(n => n, "Same").Select(n => n, "Same").ForEach(_ => { }), "Two steps are named 'Same'");

    [Fact]
    [Trait("Rule", "22")]
    public void Build_UnboundedInputInTheGlobalWindow_IsRefusedAsRule22Says() =>
        Refuses(p => p.FromAsyncEnumerable(Some(), n => Streams.At(n), WatermarkPolicy.Monotonic).CountPerKey(n => n, "Counts").ForEach(_ => { }), "'Counts'", "rule 22");

    [Fact]
    public void Build_UnboundedInputWithAPerfectWatermark_IsRefused() =>
        Refuses(p => p.FromAsyncEnumerable(Some(), n => Streams.At(n), WatermarkPolicy.Perfect).ForEach(_ => { }), "perfect watermark");

    [Fact]
    [Trait("Rule", "29")]
    public void Build_LatenessWithoutAnAccumulationMode_IsRefusedAsRule29Says() =>
        Refuses(
            p => p.Create(Numbers, n => Streams.At(n)).WindowInto(FixedWindows.Of(Duration.FromSeconds(1)).WithAllowedLateness(Duration.FromSeconds(1)))
                .CountPerKey(n => n, "Counts").ForEach(_ => { }),
            "'Counts'", "rule 29", "DiscardingFiredPanes()");

    [Theory]
    [Trait("Choice", "9")]
    [Trait("Rule", "54")]
    [InlineData("AfterCount(3)", "0s")]
    [InlineData("AfterProcessingTime(delay: 1m)", "0s")]
    [InlineData("AfterFirst(AfterCount(3), Never)", "0s")]
    [InlineData("AfterEach(AfterCount(1), AfterCount(2))", "0s")]
    [InlineData("OrFinally(Repeatedly(AfterCount(2)), AfterCount(5))", "0s")]
    [InlineData("AfterWatermark()", "1s")]
    [InlineData("AfterWatermark(early: AfterCount(1))", "1s")]
    public void Build_TriggerThatCanFinish_IsRefusedUnlessAllowed(string trigger, string lateness)
    {
        var windowing = WindowingStrategy.Parse($"window fixed 1s, trigger {trigger}, lateness {lateness}, accumulation discarding");
        Refuses(p => Count(p, windowing), "'Counts'", trigger, "can finish", "AllowingFinishingTrigger()");
        Accepts(p => Count(p, windowing.AllowingFinishingTrigger()));
    }

    [Theory]
    [Trait("Rule", "54")]
    [InlineData("Default", "1s")]
    [InlineData("Never", "1s")]
    [InlineData("AfterWatermark()", "0s")]
    [InlineData("AfterWatermark(early: AfterCount(1))", "0s")]
    [InlineData("AfterWatermark(late: AfterCount(1))", "1s")]
    [InlineData("Repeatedly(AfterCount(3))", "1s")]
    [InlineData("AfterEach(AfterCount(1), Repeatedly(AfterCount(3)))", "1s")]
    public void Build_TriggerThatLosesNothing_IsAccepted(string trigger, string lateness) =>
        Accepts(p => Count(p, WindowingStrategy.Parse($"window fixed 1s, trigger {trigger}, lateness {lateness}, accumulation discarding")));

    [Fact]
    [Trait("Rule", "14")]
    public void Build_GroupingOfMergedWindows_IsRefusedAsRule14Says()
    {
        var sessions = SessionWindows.WithGap(Duration.FromSeconds(1));
        Refuses(
            p => p.Create(Numbers, n => Streams.At(n)).WindowInto(sessions).CountPerKey(n => n, "First").CountPerKey(n => n.Key, "Counts").ForEach(_ => { }),
            "'Counts'", "session 1s", "rule 14", "WindowInto");
        Accepts(p => Count(p.Create(Numbers, n => Streams.At(n)).WindowInto(sessions).CountPerKey(n => n, "First").Select(n => 1), sessions));
    }

    [Fact]
    [Trait("Choice", "7")]
    public void Build_SinkThatTakesValuesOnlyOfAStreamThatRetracts_IsRefused() =>
        Refuses(p => p.Create(Numbers, n => Streams.At(n)).WindowInto(Retracting).CountPerKey(n => n).Where(_ => true).ForEach(_ => { }, "Values"), "'Values'", "retraction", "ForEachPane");

    [Fact]
    [Trait("Choice", "7")]
    public void Build_RetractionsIntoPanesThatCannotHonourThem_AreRefused()
    {
        var counts = "window fixed 1h, trigger Repeatedly(AfterCount(1)), accumulation ";
        Refuses(p => Second(p, counts + "discarding", Combine.Min<long>()), "'Second'", "taken back", "AccumulatingAndRetractingFiredPanes()");
        Refuses(p => Second(p, counts + "discarding", Combine.Sum<double>(), 0.5), "'Second'", "IsAdditive");
        Refuses(p => Second(p, counts + "accumulating", Combine.Min<long>()), "'Second'", "HasEmptyOutput");
        Refuses(p => Second(p, "window session 1h, lateness 1h, accumulation accumulating", Combine.Sum<long>()), "'Second'", "session 1h", "come apart");
        Accepts(p => Second(p, "window session 1h", Combine.Sum<long>()));
        Accepts(p => Second(p, counts + "discarding", Combine.Sum<long>()));
        Accepts(p => Second(p, counts + "accumulating", Combine.List<long>()));
        Accepts(p => Second(p, counts + "retracting", Combine.Min<long>()));
        Accepts(p => Second(p, "window fixed 1h", Combine.Min<long>()));
    }

    [Fact]
    public void WindowInto_WindowFunctionOfOtherElements_IsRefusedAtOnce()
    {
        var failure = Assert.Throws<ArgumentException>(() =>
            new PipelineBuilder().Create(Numbers).WindowInto(SessionWindows.WithGap<string>(text => Duration.FromSeconds(text.Length))));
        Assert.Contains("String", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Int32", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_FlattenOfDifferentWindows_IsRefused() =>
        Refuses(
            p =>
            {
                var numbers = p.Create(Numbers, n => Streams.At(n), name: "Numbers");
                numbers.Flatten(numbers.WindowInto(FixedWindows.Of(Duration.FromSeconds(1)), "Seconds")).ForEach(_ => { });
            },
            "'Numbers'", "'Seconds'", "global", "fixed 1s");

    [Fact]
    public void Build_SeveralProblems_ListsAll()
    {
        var failure = Assert.Throws<PipelineValidationException>(() => Pipeline.Build(p => p.Create(Numbers, "A").Select(n => n, "A")));
        Assert.Equal(2, failure.Problems.Count);
    }

    [Fact]
    public void Flatten_CollectionOfAnotherPipeline_IsRefused()
    {
        var other = new PipelineBuilder().Create(Numbers, "Other");
        var failure = Assert.Throws<ArgumentException>(() => new PipelineBuilder().Create(Numbers).Flatten(other));
        Assert.Contains("'Other' belongs to another pipeline", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_AfterBuild_IsRefused()
    {
        PCollection<int>? kept = null;
        Pipeline.Build(p => kept = p.Create(Numbers).ForEach(_ => { }));
        Assert.Throws<InvalidOperationException>(() => kept!.Select(n => n));
    }

    [Fact]
    [Trait("Rule", "29")]
    public void WindowInto_LessLatenessThanUpstream_KeepsUpstreamsAsRule29Says()
    {
        var upstream = FixedWindows.Of(Duration.FromSeconds(1)).WithAllowedLateness(Duration.FromSeconds(9)).DiscardingFiredPanes();
        var again = new PipelineBuilder().Create(Numbers).WindowInto(upstream).WindowInto(FixedWindows.Of(Duration.FromSeconds(5)).WithAllowedLateness(Duration.FromSeconds(2)));
        Assert.Equal(Duration.FromSeconds(9), again.Windowing.AllowedLateness);
    }

    private static WindowingStrategy Retracting =>
        FixedWindows.Of(Duration.FromSeconds(1)).Triggering(Trigger.Repeatedly(Trigger.AfterCount(1))).AccumulatingAndRetractingFiredPanes();

    private static void Count(PipelineBuilder p, WindowingStrategy windowing) => Count(p.Create(Numbers, n => Streams.At(n)), windowing);

    private static void Count(PCollection<int> numbers, WindowingStrategy windowing) => numbers.WindowInto(windowing).CountPerKey(n => n, "Counts").ForEach(_ => { });

    private static void Second<TAccumulator>(PipelineBuilder p, string windowing, CombineFn<long, TAccumulator, long> fn) =>
        Second(p, windowing, fn, 1L);

    private static void Second<TAccumulator>(PipelineBuilder p, string windowing, CombineFn<long, TAccumulator, IReadOnlyList<long>> fn) =>
        Second(p, windowing, fn, 1L);

    private static void Second<TValue, TAccumulator, TOut>(PipelineBuilder p, string windowing, CombineFn<TValue, TAccumulator, TOut> fn, TValue value) =>
        p.Create(Numbers, n => Streams.At(n)).WindowInto(Retracting).CountPerKey(n => n)
            .WindowInto(WindowingStrategy.Parse(windowing)).CombinePerKey(n => n.Key, _ => value, fn, "Second").ForEachPane(_ => { });

    private static void Accepts(Action<PipelineBuilder> describe) => Pipeline.Build(describe);

    private static void Refuses(Action<PipelineBuilder> describe, params string[] saying)
    {
        var failure = Assert.Throws<PipelineValidationException>(() => Pipeline.Build(describe));
        var problem = Assert.Single(failure.Problems);
        Assert.All(saying, part => Assert.Contains(part, problem, StringComparison.Ordinal));
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<int> Some()
    {
        await Task.Yield();
        yield return 1;
    }
}
