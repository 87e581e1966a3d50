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
    public void Build_UnboundedInputInTheGlobalWindow_IsRefusedAsRule22Says() =>
        Refuses(p => p.FromAsyncEnumerable(Some(), n => Streams.At(n), WatermarkPolicy.Monotonic).CountPerKey(n => n, "Counts").ForEach(_ => { }), "'Counts'", "rule 22");

    [Fact]
    public void Build_UnboundedInputWithAPerfectWatermark_IsRefused() =>
        Refuses(p => p.FromAsyncEnumerable(Some(), n => Streams.At(n), WatermarkPolicy.Perfect).ForEach(_ => { }), "perfect watermark");

    [Fact]
    public void Build_LatenessWithoutAnAccumulationMode_IsRefusedAsRule29Says() =>
        Refuses(
            p => p.Create(Numbers, n => Streams.At(n)).WindowInto(FixedWindows.Of(Duration.FromSeconds(1)).WithAllowedLateness(Duration.FromSeconds(1)))
                .CountPerKey(n => n, "Counts").ForEach(_ => { }),
            "'Counts'", "rule 29", "DiscardingFiredPanes()");

    [Theory]
    [InlineData(AccumulationMode.Accumulating)]
    [InlineData(AccumulationMode.Retracting)]
    public void Build_AccumulationOfALaterVersion_IsRefusedPlainly(AccumulationMode mode) =>
        Refuses(
            p => p.Create(Numbers).WindowInto(WindowingStrategy.Global with { AccumulationMode = mode }).CountPerKey(n => n).ForEach(_ => { }),
            "does not support yet");

    [Fact]
    public void Build_ClosingPanesOfALaterVersion_AreRefusedPlainly() =>
        Refuses(
            p => p.Create(Numbers).WindowInto(WindowingStrategy.Global with { ClosingBehavior = ClosingBehavior.FireAlways }).CountPerKey(n => n).ForEach(_ => { }),
            "does not support yet");

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
    public void WindowInto_LessLatenessThanUpstream_KeepsUpstreamsAsRule29Says()
    {
        var upstream = FixedWindows.Of(Duration.FromSeconds(1)).WithAllowedLateness(Duration.FromSeconds(9)).DiscardingFiredPanes();
        var again = new PipelineBuilder().Create(Numbers).WindowInto(upstream).WindowInto(FixedWindows.Of(Duration.FromSeconds(5)).WithAllowedLateness(Duration.FromSeconds(2)));
        Assert.Equal(Duration.FromSeconds(9), again.Windowing.AllowedLateness);
    }

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
