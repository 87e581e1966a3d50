using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

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

    [Fact]
    public void Explain_EarlyPanesInWindowsOfTheUser_NamesTheirLayout()
    {
        var windowing = new Twice().Triggering(Trigger.AfterWatermark(early: Trigger.AfterProcessingTime(Duration.FromSeconds(1)))).AccumulatingFiredPanes();
        var pipeline = Pipeline.Build(p => p.Create(new[] { 1, 2, 3 }, n => Streams.At(n)).WindowInto(windowing).SumPerKey(n => n % 2, n => n, "Sums").ForEachPane(_ => { }));

        Assert.Contains("] EarlyCombine 'Sums'", pipeline.Explain(), StringComparison.Ordinal);
        Assert.Contains("windows carried by elements", pipeline.Explain(), StringComparison.Ordinal);
    }

    /// <summary>Two windows for each element.</summary>
    private sealed record Twice : WindowFn<int>
    {
        protected override void AssignWindows(int element, Instant timestamp, ICollection<Window> windows)
        {
            windows.Add(new Window(timestamp, timestamp + Duration.FromSeconds(1)));
            windows.Add(new Window(timestamp, timestamp + Duration.FromSeconds(2)));
        }
    }
}
