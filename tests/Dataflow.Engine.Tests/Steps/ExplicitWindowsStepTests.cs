using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Engine.Windows;
using Dataflow.Panes;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Steps;

public sealed class ExplicitWindowsStepTests
{
    private readonly StepCounters counters = new("s");

    /// <summary>An element is in up to three windows. One without a pane gets the clock and the watermark at its arrival, whatever batches they came in.</summary>
    [Fact]
    public void Receive_AnyBatches_GivesARowForEachWindow() => Seeds.Each(100, random =>
    {
        var (source, collector, own) = (new RandomBatches(random), new Collector<int>(), new StepCounters("s"));
        var step = new ExplicitWindowsStep<int>("s", new Counting(), own, collector, random.Next(1, 6));
        var (expected, unassigned) = (new List<Item>(), 0);
        var arrival = new Firing(PaneInfo.NoFiring, EventTime.StartTicks, EventTime.StartTicks);
        for (var i = 0; i < 5; i++)
        {
            var batch = source.Next(9);
            foreach (var item in Item.Flatten(batch))
            {
                var windows = item.IsMark ? [item.Window] : Counting.Of((int)item.Value!).Select(window => (Window?)window).ToArray();
                arrival = item.Mark switch
                {
                    MarkKind.Clock => arrival with { ProcessingTime = item.Ticks },
                    MarkKind.Watermark => arrival with { Watermark = item.Ticks },
                    _ => arrival,
                };
                unassigned += windows.Length == 0 ? 1 : 0;
                expected.AddRange(windows.Select(window => item with { Window = window, Firing = item.IsMark ? null : item.Firing ?? arrival, Rank = null }));
            }

            step.Receive(batch);
        }

        Assert.Equal(expected, collector.Items.Select(item => item with { Rank = null }));
        Assert.Equal(unassigned, own.Unassigned);
    });

    [Fact]
    public void Receive_TheWindowFunctionFails_NamesTheElement()
    {
        var batch = new Batch<int>(0);
        batch.Show([1, 2, -1], 0, 3);
        var failure = Assert.Throws<StepFailedException>(() => new ExplicitWindowsStep<int>("s", new Counting(), counters, new Collector<int>(), 4).Receive(batch));

        Assert.Equal("-1", failure.Element);
    }

    private sealed class Counting : ElementAssigner<int>
    {
        public static IEnumerable<Window> Of(int element) => Enumerable.Range(1, element % 4).Select(size => new Window(0, size));

        public override void Assign(int element, long time, List<Window> windows) => windows.AddRange(element < 0 ? throw new FormatException() : Of(element));
    }
}
