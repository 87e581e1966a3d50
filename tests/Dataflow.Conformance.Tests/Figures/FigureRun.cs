using Dataflow.Running;
using Dataflow.Testing;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>Runs a figure in all the ways that must not show: batches of several sizes, workers, and other keys beside.</summary>
internal static class FigureRun
{
    private static readonly IReadOnlyList<RunOptions> Schedules =
    [
        .. from batchSize in new[] { 1, 7, 4096 }
           from parallelism in new[] { 1, 3 }
           select new RunOptions { BatchSize = batchSize, Parallelism = parallelism },
    ];

    private static readonly string[][] KeySets = [["k"], ["red", "blue"], ["north", "south", "east"]];

    /// <summary>Asserts that each key shows the figure in every run, and that nothing is left of it.</summary>
    public static async Task AssertShownAsync(Figure figure)
    {
        foreach (var keys in KeySets)
        {
            foreach (var options in Schedules)
            {
                await RunAsync(figure, keys, options);
            }
        }
    }

    /// <summary>Asserts that the panes of several keys come in the same order in every run.</summary>
    public static async Task AssertOrderAsync(Figure figure)
    {
        var first = await RunAsync(figure, KeySets[^1], Schedules[0]);
        foreach (var options in Schedules.Skip(1))
        {
            Assert.Equal(first, await RunAsync(figure, KeySets[^1], options));
        }
    }

    /// <summary>The panes of one key under the default options.</summary>
    public static async Task<IReadOnlyList<WindowedValue<int>>> PanesAsync(Figure figure) => OfKey(await RunAsync(figure, ["k"], new RunOptions()), "k");

    private static async Task<List<WindowedValue<KV<string, int>>>> RunAsync(Figure figure, string[] keys, RunOptions options)
    {
        var panes = new List<WindowedValue<KV<string, int>>>();
        var late = new List<LateElement<KV<string, int>>>();
        var pipeline = Pipeline.Build(figure.Title, p =>
        {
            var sums = p.Read(figure.Script.ToStream(keys)).WindowInto(figure.Windowing).SumPerKey(pair => pair.Key, pair => pair.Value, "Sum");
            sums.ToList(panes);
            sums.Late.ToList(late);
            PAssert.That(sums).Satisfies(all => Assert.All(keys, key => figure.AssertShows(OfKey(all, key))));
        });

        var result = await pipeline.RunAsync(options);

        foreach (var key in keys)
        {
            Assert.Equal(
                figure.ExpectedLate,
                late.Where(element => element.Value.Key == key).Select(element => new ExpectedLate(element.Window, element.Value.Value, element.Timestamp, element.Watermark, element.Reason)));
        }

        Assert.All(late, element => Assert.Equal(element.Watermark - element.Timestamp, element.LateBy));
        Assert.Equal(late.Count, result.Late);
        Assert.All(result.Steps, step => Assert.Equal((0, 0, 0), (step.OpenWindows, step.OpenCells, step.PendingTimers)));
        return panes;
    }

    private static List<WindowedValue<int>> OfKey(IEnumerable<WindowedValue<KV<string, int>>> panes, string key) =>
    [
        .. from pane in panes
           where pane.Value.Key == key
           select new WindowedValue<int>(pane.Value.Value, pane.Timestamp, pane.Window, pane.Pane, pane.ProcessingTime, pane.Watermark, pane.IsRetraction),
    ];
}
