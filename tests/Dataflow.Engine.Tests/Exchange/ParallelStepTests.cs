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

        using var step = Make(2, i => i, ValueOf, new Collector<KV<int, long>>());
        for (var i = 0; i < 30; i++)
        {
            step.Receive(BatchOf(Enumerable.Range(0, 16)));
        }

        step.Settle();
        Assert.True(threads.Count <= 2, $"{threads.Count} threads are two workers.");
    }

    [Fact]
    public void Receive_FailsOnItsOwnThread_ThrowsWhereThePartsAreMerged()
    {
        var own = Environment.CurrentManagedThreadId;
        using var hasFailed = new ManualResetEventSlim();
        int ValueOf(int element)
        {
            if (Environment.CurrentManagedThreadId == own)
            {
                hasFailed.Set();
                throw new FormatException("own");
            }

            Assert.True(hasFailed.Wait(TimeSpan.FromSeconds(30)), "The thread of the source does not work.");
            return element;
        }

        using var step = Make(2, i => i, ValueOf, new Collector<KV<int, long>>());
        var failure = Assert.Throws<StepFailedException>(() => ReceiveAll(step, Enumerable.Range(0, 30).Select(_ => Enumerable.Range(0, 16))));

        Assert.Equal("own", failure.InnerException!.Message);
    }

    [Fact]
    public void Receive_AKeyFailsWhileAnEarlierElementDoes_TheFirstIsReported()
    {
        int ValueOf(int element)
        {
            if (element == 3)
            {
                Thread.Sleep(20);
                throw new FormatException();
            }

            return element;
        }

        using var step = Make(2, i => i == 6 ? throw new FormatException() : i, ValueOf, new Collector<KV<int, long>>());
        var failure = Assert.Throws<StepFailedException>(() => ReceiveAll(step, Enumerable.Range(0, 10).Select(i => Enumerable.Repeat(i, 1))));

        Assert.Equal("3", failure.Element);
    }

    [Fact]
    public void Settle_TheReceiverHasFailed_SendsNothingMore()
    {
        // Two firings are under way, since the first value takes its time.
        var receiver = new Failing();
        using var step = Make(2, i => i, Slowly, receiver);
        step.Receive(Firing(0, 100));
        step.Receive(Firing(150, 200));
        Assert.Throws<FormatException>(step.Settle);

        step.Settle();

        Assert.Equal(1, receiver.Calls);

        static int Slowly(int element)
        {
            Thread.Sleep(20);
            return element;
        }

        static Batch<int> Firing(long time, long watermark)
        {
            var batch = BatchOf([1, 2]);
            batch.Columns.Times.AsSpan(0, 2).Fill(time);
            batch.Columns.Marks.Add(2, MarkKind.Watermark, watermark);
            return batch;
        }
    }

    [Fact]
    public void Dispose_WhileWorkWaits_CallsNothingAfterwards()
    {
        var calls = 0;
        var step = Make(3, i => i, i => Interlocked.Increment(ref calls), new Collector<KV<int, long>>());
        for (var i = 0; i < 8; i++)
        {
            step.Receive(BatchOf(Enumerable.Range(0, 16)));
        }

        step.Dispose();
        var after = Volatile.Read(ref calls);
        Thread.Sleep(20);

        Assert.Equal(after, Volatile.Read(ref calls));
    }

    [Fact]
    public async Task Dispose_AFunctionIsBeingCalled_WaitsForItAsync()
    {
        using var isCalled = new ManualResetEventSlim();
        using var mayReturn = new ManualResetEventSlim();
        var hasReturned = false;
        int ValueOf(int element)
        {
            isCalled.Set();
            mayReturn.Wait();
            hasReturned = true;
            return element;
        }

        var step = Make(2, i => i, ValueOf, new Collector<KV<int, long>>());
        step.Receive(BatchOf([1]));
        isCalled.Wait(TestContext.Current.CancellationToken);
        var disposing = Task.Run(step.Dispose, TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(disposing, Task.Delay(50, TestContext.Current.CancellationToken));
        mayReturn.Set();
        await disposing;

        Assert.NotSame(disposing, first);
        Assert.True(hasReturned);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Receive_LateElements_ComeAsFromOneWorker(bool seesMarks)
    {
        var (expected, actual) = (new Collector<LateElement<int>>(seesMarks), new Collector<LateElement<int>>(seesMarks));
        Make(tracksOrder: false, new Collector<KV<int, long>>(), lateNext: expected).Receive(WithLate());
        using var step = new ParallelStep<int, int, KV<int, long>>(
            "s", i => i, 3, (_, panes, late) => Make(tracksOrder: true, panes, lateNext: late), new Collector<KV<int, long>>(), actual, batchSize: 16, inputHasCauses: false);
        step.Receive(WithLate());
        step.Settle();

        Assert.Equal(8, expected.Items.Count(item => !item.IsMark));
        Assert.Equal(Shown(expected), Shown(actual));

        static IEnumerable<Item> Shown(Collector<LateElement<int>> late) => late.Items.Select(item => item with { Cause = null, Rank = null });

        static Batch<int> WithLate()
        {
            var batch = BatchOf(Enumerable.Range(0, 12));
            batch.Columns.Marks.Add(4, MarkKind.Watermark, 50);
            batch.Columns.Marks.Add(8, MarkKind.Clock, 7);
            batch.Columns.Marks.Add(8, MarkKind.Watermark, 70);
            return batch;
        }
    }

    private static void ReceiveAll(ParallelStep<int, int, KV<int, long>> step, IEnumerable<IEnumerable<int>> batches)
    {
        foreach (var elements in batches)
        {
            step.Receive(BatchOf(elements));
        }

        step.Settle();
    }

    private static Batch<int> BatchOf(IEnumerable<int> elements)
    {
        var batch = new Batch<int>(0);
        int[] all = [.. elements];
        batch.Show(all, 0, all.Length);
        return batch;
    }

    private static ParallelStep<int, int, KV<int, long>> Make(int workers, Func<int, int> key, Func<int, int> value, Receiver<KV<int, long>> next) =>
        new("s", key, workers, (_, panes, _) => Make(tracksOrder: true, panes, value), next, lateNext: null, batchSize: 16, inputHasCauses: false);

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

    private static WindowedCombineStep<int, int, int, long, long, CountFn<int>> Make(bool tracksOrder, Receiver<KV<int, long>> next, Func<int, int>? value = null, Receiver<LateElement<int>>? lateNext = null) =>
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
            lateNext);

    private sealed class Failing : Receiver<KV<int, long>>
    {
        public int Calls { get; private set; }

        public override bool ObservesMarks => false;

        public override void Receive(Batch<KV<int, long>> batch)
        {
            Calls++;
            throw new FormatException();
        }
    }
}
