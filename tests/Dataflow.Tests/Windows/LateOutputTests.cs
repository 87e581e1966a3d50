using Dataflow.Testing;
using Dataflow.Windowing;

namespace Dataflow.Tests.Windows;

/// <summary>The late elements of a grouping are a collection with a watermark and a clock of its own, in every layout of its state.</summary>
public sealed class LateOutputTests
{
    [Theory]
    [InlineData("fixed 10s", "Default")]
    [InlineData("fixed 10s", "AfterWatermark(early: AfterProcessingTime(delay: 1s))")]
    [InlineData("fixed 10s", "AfterWatermark(early: AfterCount(3))")]
    [InlineData("sliding 10s every 5s", "Default")]
    [InlineData("session 10s", "Default")]
    [InlineData("session 10s", "AfterWatermark(early: AfterCount(3))")]
    public void Late_GroupedFurtherDown_FiresAtTheEnd(string window, string trigger)
    {
        var stream = TestStream.Of<string>().Add("a", Streams.At(0)).AdvanceWatermarkTo(Streams.At(30)).Add("b", Streams.At(5)).Add("b", Streams.At(7)).AdvanceWatermarkToInfinity();
        var counts = Schedules.Run(p => p.Read(stream)
            .WindowInto(WindowingStrategy.Parse($"window {window}, trigger {trigger}, accumulation discarding"))
            .CountPerKey(key => key)
            .Late
            .WindowInto(GlobalWindows.Instance)
            .CountPerKey(late => $"{late.Value} {late.Reason}"));
        Assert.Equal([window.StartsWith("sliding", StringComparison.Ordinal) ? "b Expired 4" : "b Expired 2"], counts.Select(count => $"{count.Value.Key} {count.Value.Value}"));
    }
}
