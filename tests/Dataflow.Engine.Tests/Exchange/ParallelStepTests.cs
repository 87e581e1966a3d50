using System.Collections.Concurrent;
using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Exchange;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Engine.Windows;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Exchange;

public sealed class ParallelStepTests
{
    [Theory]
    [InlineData("clock,watermark")]
    [InlineData("watermark,clock")]
    public void Receive_ClockAndWatermarkAtOnePlace_DoesNotShowTheWorkers(string order) => Assert.Equal(Run(order, 1), Run(order, 3));

    [Fact]
    public void Receive_TheOthersAreBusy_WorksItself()
    {
        var own = Environment.CurrentManagedThreadId;
        using var worksItself = new ManualResetEventSlim();
        var threads = new ConcurrentDictionary<int, bool>();
        int ValueOf(int element)
        {
            threads.TryAdd(Environment.CurrentManagedThreadId, true);
            if (Environment.CurrentManagedThreadId == own)
            {
                worksItself.Set();
            }

            // The only other thread stands here until this one does some of the work.
            Assert.True(worksItself.Wait(TimeSpan.FromSeconds(30)), "The thread of the source does not work.");
            return element;
        }

        var collector = new Collector<KV<int, long>>();
        using var step = new ParallelStep<int, int, KV<int, long>>(
            "s", i => i, 2, (_, panes, _) => Make(tracksOrder: true, panes, ValueOf), collector, lateNext: null, batchSize: 16, inputHasCauses: false);
        var batch = new Batch<int>(16);
        batch.Show([.. Enumerable.Range(0, 16)], 0, 16);
        for (var i = 0; i < 30; i++)
        {
            step.Receive(batch);
        }

        step.Settle();
        Assert.InRange(threads.Count, 1, 2);
    }

    private static List<Item> Run(string order, int workers)
    {
        var collector = new Collector<KV<int, long>>();
        var batch = new Batch<int>(16);
        batch.Show([.. Enumerable.Range(0, 12)], 0, 12);
        for (var row = 0; row < 12; row++)
        {
            batch.Columns.Times[row] = row * 7 % 20;
        }

        foreach (var kind in order.Split(','))
        {
            batch.Columns.Marks.Add(12, kind == "clock" ? MarkKind.Clock : MarkKind.Watermark, kind == "clock" ? 99 : 100);
        }

        if (workers == 1)
        {
            Make(tracksOrder: false, collector).Receive(batch);
        }
        else
        {
            using var step = new ParallelStep<int, int, KV<int, long>>(
                "s", i => i, workers, (_, panes, _) => Make(tracksOrder: true, panes), collector, lateNext: null, batchSize: 16, inputHasCauses: false);
            step.Receive(batch);
            step.Settle();
        }

        return [.. collector.Items.Select(item => item with { Cause = null, Rank = null })];
    }

    private static WindowedCombineStep<int, int, int, long, long, CountFn<int>> Make(bool tracksOrder, Receiver<KV<int, long>> next, Func<int, int>? value = null) =>
        new(
            new WindowedCombineSettings<int, int, int>
            {
                Name = "s",
                Key = i => i,
                Value = value ?? (i => i),
                Assigner = new FixedAssigner(10, 0),
                Lateness = 0,
                TimestampCombiner = TimestampCombiner.EndOfWindow,
                BatchSize = 16,
                TracksOrder = tracksOrder,
                CausesAreUnique = tracksOrder,
            },
            default,
            new StepCounters("s"),
            next,
            lateNext: null);
}
