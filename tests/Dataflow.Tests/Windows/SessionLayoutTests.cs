using Dataflow.Combining;
using Dataflow.Testing;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

/// <summary>Sessions under the default trigger, which have a layout of their own: every test runs in both.</summary>
public sealed class SessionLayoutTests
{
    private static readonly SessionWindows Sessions = SessionWindows.WithGap(Duration.FromSeconds(10));

    [Fact]
    public void Sessions_SameWindowOfTwoKeysThatMerged_ComeInTheOrderOfTheirFirstElements()
    {
        TestStream<string>[] streams = [Stream(("a", 0), ("b", 12), ("a", 12), ("b", 0), ("b", 6), ("a", 6)), Stream(("a", 0), ("b", 12), ("b", 0), ("a", 12), ("b", 6), ("a", 6))];
        foreach (var stream in streams)
        {
            var panes = Schedules.Run(p => p.Read(stream).WindowInto(Sessions).CountPerKey(key => key));
            Assert.Equal(["a 3", "b 3"], panes.Select(pane => $"{pane.Value.Key} {pane.Value.Value}"));
            Assert.Single(panes.Select(pane => pane.Window).Distinct());
        }
    }

    [Fact]
    public void Sessions_DoublesThatAreMerged_AddUpSessionBySession()
    {
        // What each session holds is added before the element that joins them; one by one the ones would be lost.
        var stream = TestStream.Of<double>().Add(1e16, Streams.At(12)).Add(1, Streams.At(0)).Add(1, Streams.At(1)).Add(1, Streams.At(6)).AdvanceWatermarkToInfinity();
        var panes = Schedules.Run(p => p.Read(stream).WindowInto(Sessions).SumPerKey(_ => "k", value => value));
        Assert.NotEqual(1e16 + 2 + 1, 1e16 + 1 + 1 + 1);
        Assert.Equal([1e16 + 2 + 1], panes.Select(pane => pane.Value.Value));
    }

    [Fact]
    public void Sessions_ManyKeysThatComeAndGo_AreThoseOfTheOtherLayout()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var random = new Random(seed);
            var events = Enumerable.Range(0, 3000).Select(i => (Key: random.Next(9) == 0 ? null : $"{random.Next(200)}", Time: Streams.At((i * 0.2) - (random.Next(600) / 10.0)))).ToList();
            var panes = Schedules.Run(p => p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(30))).WindowInto(Sessions).CountPerKey(e => e.Key));
            Assert.True(panes.Count > 500);
            Assert.Equal(panes, panes.OrderBy(pane => pane.Watermark).ThenBy(pane => pane.Window));
        }
    }

    [Fact]
    public void Sessions_BatchOfMoreRowsThanItsSize_TakesAll()
    {
        var many = Enumerable.Range(0, 20).ToList();
        var panes = Schedules.Run(p => p.Read(Stream(("a", 0), ("b", 1))).SelectMany(key => many.Select(_ => key)).WindowInto(Sessions).CountPerKey(key => key));
        Assert.Equal([20L, 20L], panes.Select(pane => pane.Value.Value));
    }

    [Fact]
    public async Task Sessions_TheCombineFunctionFails_TheElementOrWhatItHadMadeIsNamed()
    {
        var fails = Combine.From<int, int, int>(
            "fails", () => 0, (sum, n) => n == 7 ? throw new FormatException() : sum + n, (a, b) => a + b, sum => sum == 3 ? throw new FormatException() : sum, dependsOnOrder: false);
        Assert.Equal("7", await Element(5, 6, 7, 8));
        Assert.Equal(KV.Of("k", 3).ToString(), await Element(1, 2, 30));

        async Task<string> Element(params int[] elements)
        {
            var pipeline = Pipeline.Build(p => p.Create(elements, n => Streams.At(n)).WindowInto(Sessions).CombinePerKey(_ => "k", n => n, fails).ForEach(_ => { }));
            return (await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync())).Element;
        }
    }

    private static TestStream<string> Stream(params (string Key, double Seconds)[] elements)
    {
        var stream = TestStream.Of<string>();
        foreach (var (key, seconds) in elements)
        {
            stream = stream.Add(key, Streams.At(seconds));
        }

        return stream.AdvanceWatermarkToInfinity();
    }
}
