using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.Memory;

/// <summary>What an open cell holds of memory: the growth of the heap, divided by the number of open keys and windows.</summary>
internal sealed class MemoryWorkload : IWorkload
{
    private const int GoalRows = 2;

    private static readonly Goal Goal = new("48 B", "32 B");
    private static readonly long Size = EarlyCountQuery.Windows.Size;
    private static readonly WindowingStrategy Fixed = FixedWindows.Of(Duration.FromTicks(Size));

    public string Id => "memory";

    public string Name => "bytes per open key and window";

    public Report Measure(Effort effort)
    {
        // The general layouts take a tenth of the cells: they are here to be known, the goal is for the first two.
        var cells = effort.Events;
        string[][] rows =
        [
            Row("fixed windows", Fixed, cells / 100, 100),
            Row("fixed windows, one", Fixed, cells, 1),
            Row("early and late panes, accumulating", EarlyCountQuery.Windowing.AccumulatingFiredPanes(), cells / 1000, 100),
            Row("early and late panes, retracting", EarlyCountQuery.Windowing.AccumulatingAndRetractingFiredPanes(), cells / 1000, 100),
            Row("sessions", SessionWindows.WithGap(Duration.FromTicks(Size)), cells / 10, 1),
        ];
        return new(
            [.. rows.Take(GoalRows).Select(row => new Score($"memory: {row[0]}, {row[1]} keys × {row[2]}", "", $"{row[^1]} B", "", Goal.Target, Goal.Aim, ""))],
            [],
            [new("memory", ["sums by key, 64-bit", "keys", "windows", "open cells", "bytes a cell"], rows)]);
    }

    private static string[] Row(string name, WindowingStrategy windowing, int keys, int windows)
    {
        Effort.Say($"{name}: {Figure.Count(keys)} keys, {windows} windows");
        var source = new CellSource(keys, windows, Size);
        var (panes, sum) = (0L, 0L);
        Pipeline.Build(p => p
            .Read(source)
            .WindowInto(windowing)
            .SumPerKey(EventFields.Key, EventFields.Value)
            .ForEachPane(pane => (panes, sum) = (panes + 1, sum + pane.Value.Value)))
            .RunAsync().GetAwaiter().GetResult();
        var cells = (long)keys * windows;
        if (panes != cells || sum != cells)
        {
            throw new InvalidOperationException($"{name}: {cells} cells of 1 each gave {panes} panes with a sum of {sum}.");
        }

        return [name, Figure.Count(keys), Figure.Count(windows), Figure.Count(cells), Figure.Of((double)source.Growth / cells, "0")];
    }
}
