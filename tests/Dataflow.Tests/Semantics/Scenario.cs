using Dataflow.Combining;
using Dataflow.Running;
using Dataflow.Windowing;

namespace Dataflow.Tests.Semantics;

/// <summary>Plays a script through a pipeline under all schedules and compares the panes, and the late elements after them, with lines of text.</summary>
internal static class Scenario
{
    /// <summary>Takes what comes apart from others, so that it alone is seen.</summary>
    public const string EachAlone = "window global, trigger Repeatedly(AfterCount(1)), accumulation discarding, on-time if-non-empty";

    /// <summary>Sums by key.</summary>
    public static RunResult Sums(string windowing, string script, string expected) => Groups(script, events => events.SumByKey(windowing), expected);

    /// <summary>Lists by key.</summary>
    public static RunResult Lists(string windowing, string script, string expected) =>
        Groups(script, events => events.WindowInto(WindowingStrategy.Parse(windowing)).GroupByKey("Group"), expected);

    /// <summary>Sums by key, and shows what comes to a second grouping, with the watermark there.</summary>
    public static RunResult Downstream(string windowing, string script, string expected) =>
        Groups(script, events => events.SumByKey(windowing).SumByKey(EachAlone, "Downstream"), expected);

    public static RunResult Groups<TIn, TOut>(string script, Func<PCollection<KV<string, int>>, GroupedPCollection<TIn, TOut>> describe, string expected) =>
        Shows<TOut>(
            script,
            (events, panes, late) =>
            {
                var grouped = describe(events);
                grouped.ForEachPane(pane => panes.Add(pane));
                grouped.Late.ForEach(element => late.Add(PaneLine.Of(element)));
            },
            expected);

    public static RunResult Elements<T>(string script, Func<PCollection<KV<string, int>>, PCollection<T>> describe, string expected) =>
        Shows<T>(script, (events, panes, _) => describe(events).ForEachPane(pane => panes.Add(pane)), expected);

    /// <summary>The panes of one run.</summary>
    public static IReadOnlyList<WindowedValue<T>> Panes<T>(string script, Func<PCollection<KV<string, int>>, PCollection<T>> describe)
    {
        var panes = new List<WindowedValue<T>>();
        Pipeline.Build(p => describe(p.Read(Script.Parse(script))).ToList(panes)).RunAsync().GetAwaiter().GetResult();
        return panes;
    }

    public static GroupedPCollection<KV<string, int>, KV<string, int>> SumByKey(this PCollection<KV<string, int>> events, string windowing, string name = "Sum") =>
        events.WindowInto(WindowingStrategy.Parse(windowing)).CombinePerKey(Combine.Sum<int>(), name);

    private static RunResult Shows<T>(string script, Action<PCollection<KV<string, int>>, List<WindowedValue<T>>, List<string>> describe, string expected)
    {
        var stream = Script.Parse(script);
        RunResult? first = null;
        foreach (var options in Schedules.All)
        {
            var (panes, late) = (new List<WindowedValue<T>>(), new List<string>());
            var result = Pipeline.Build(p => describe(p.Read(stream), panes, late)).RunAsync(options).GetAwaiter().GetResult();
            var actual = string.Join("\n", panes.Select(PaneLine.Of).Concat(late));
            Assert.True(expected.ReplaceLineEndings("\n") == actual, $"{script}\nshould give\n{expected}\nbut gives under {options}\n{actual}");
            Assert.All(result.Steps, step => Assert.Equal((0, 0, 0), (step.OpenWindows, step.OpenCells, step.PendingTimers)));
            Assert.Equal((first ??= result).Steps, result.Steps);
        }

        return first!;
    }
}
