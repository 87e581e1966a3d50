using Dataflow.Windowing;

namespace Dataflow.Tests.Planning;

/// <summary>Which layout a grouping gets: a law that compares layouts would not see that one of them is never chosen.</summary>
public sealed class LayoutTests
{
    [Theory]
    [InlineData("WindowedCombine", "window fixed 10s")]
    [InlineData("WindowedCombine", "window calendar month, lateness 1m, accumulation discarding")]
    [InlineData("SlicedCombine", "window sliding 10s every 5s")]
    [InlineData("SessionCombine", "window session 10s")]
    [InlineData("EarlyCombine", "window fixed 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s)), accumulation accumulating")]
    [InlineData("EarlyCombine", "window global, trigger AfterWatermark(early: AfterProcessingTime(align: 1s, offset: 10ms), late: AfterCount(1)), lateness 1m, accumulation discarding")]
    [InlineData("TriggeredCombine", "window fixed 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s)), accumulation retracting")]
    [InlineData("TriggeredCombine", "window fixed 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s), late: AfterCount(2)), accumulation accumulating")]
    [InlineData("TriggeredCombine", "window fixed 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s)), accumulation accumulating, timestamp earliest")]
    [InlineData("TriggeredCombine", "window fixed 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s)), accumulation accumulating, closing always")]
    [InlineData("TriggeredCombine", "window sliding 10s every 5s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s)), accumulation accumulating")]
    [InlineData("TriggeredCombine", "window session 10s, trigger AfterWatermark(early: AfterProcessingTime(delay: 1s)), accumulation accumulating")]
    public void Explain_Windowing_NamesTheLayoutThatServes(string layout, string windowing)
    {
        var pipeline = Pipeline.Build(p => p.Create(new[] { 1, 2, 3 }, n => Streams.At(n)).WindowInto(WindowingStrategy.Parse(windowing)).SumPerKey(n => n % 2, n => n, "Sums").ForEachPane(_ => { }));

        Assert.Contains($"] {layout} 'Sums'", pipeline.Explain(), StringComparison.Ordinal);
    }
}
