using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Engine.Windows;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Keyed;

public sealed partial class PartialFoldingTests
{
    [Fact]
    public void Receive_AnyStream_GivesTheSameInTheSameOrder() => Seeds.Each(400, random =>
    {
        WindowAssigner assigner = random.Next(3) == 0 ? new UnevenAssigner(random.Next(1, 10), random.Next(1, 30)) : new FixedAssigner(random.Next(1, 30), 0);
        var (lateness, keys) = (random.Next(3) * random.Next(20), random.Next(3) == 0 ? 2_000 : random.Next(1, 12));
        var (batches, maxCount, lasting, seed) = (random.Next(1, 40), random.Next(1, 200), random.Next(2) == 0, random.Next());
        var expected = Run(1, Stream(new Random(seed), batches, maxCount, lasting), i => i % keys, assigner, lateness);

        var actual = Run(random.Next(2, 6), Stream(new Random(seed), batches, maxCount, lasting), i => i % keys, assigner, lateness);

        Assert.Equal(expected.Panes, actual.Panes);
        Assert.Equal(expected.Late, actual.Late);
    });

    /// <summary>The streams above have what they are meant to have.</summary>
    [Fact]
    public void Receive_TheStreamsOfTheTest_HaveLateElementsLatePanesAndFullPanes()
    {
        var (panes, late) = Run(3, Stream(new Random(1), 40, 200, lasting: false), i => i % 5, new FixedAssigner(20, 0), lateness: 10);

        Assert.Contains(panes, item => item.Firing is { Pane.Timing: Dataflow.Panes.PaneTiming.Late });
        Assert.Contains(panes, item => item.Value is KV<int, long> { Value: > 40 });
        Assert.NotEmpty(late);
    }

    [Fact]
    public void Receive_BatchIsOverwrittenAfterwards_FoldsWhatItWas()
    {
        var collector = new Collector<KV<int, long>>();
        using var folding = MakeFolding(3, i => i);
        var step = Make(folding, collector, i => i);
        var batch = new Batch<int>(4);
        for (var value = 0; value < 200; value++)
        {
            batch.Clear();
            batch.Columns.Count = 1;
            (batch.Values[0], batch.Columns.Times[0]) = (value, value);
            step.Receive(batch);
            batch.Values[0] = -1;
        }

        End(step);

        Assert.Equal(Enumerable.Range(0, 200), collector.Items.Where(item => !item.IsMark).Select(item => ((KV<int, long>)item.Value!).Key));
    }

    [Fact]
    public void Receive_WindowsThatAreStillOpen_AreCounted()
    {
        using var folding = MakeFolding(2, i => i);
        var step = Make(folding, new Collector<KV<int, long>>(), i => i);
        step.Receive(BatchOf(3, 14, 15));
        folding.Settle();
        Assert.Equal((2, 3), (step.OpenWindowCount, step.CellCount));

        End(step);

        Assert.Equal((0, 0, 0), (step.OpenWindowCount, step.CellCount, step.TimerCount));
    }

    [Fact]
    public void Receive_ManyBatches_AreFoldedByOtherThreads()
    {
        using var others = new ManualResetEventSlim();
        var own = Environment.CurrentManagedThreadId;
        int Key(int element)
        {
            if (Environment.CurrentManagedThreadId != own)
            {
                others.Set();
            }
            else
            {
                Assert.True(others.Wait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), "No other thread has taken a key.");
            }

            return element;
        }

        using var folding = MakeFolding(2, Key);
        var step = Make(folding, new Collector<KV<int, long>>(), Key);
        for (var i = 0; i < 50; i++)
        {
            step.Receive(BatchOf(i));
        }

        folding.Settle();
        Assert.True(others.IsSet);
    }

    [Theory]
    [InlineData(30, 60)]
    [InlineData(60, 30)]
    [InlineData(0, 99)]
    public void Receive_TwoElementsFail_TheFirstIsReported(int one, int other)
    {
        var failure = Fails(i => i == one || i == other ? throw new FormatException($"{i}") : i, 100);

        Assert.Equal(("s", $"{Math.Min(one, other)}"), (failure.Step, failure.InnerException!.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Receive_ALateElementFailsAfterAnEarlierOne_TheFirstIsReported(bool inOneBatch)
    {
        using var folding = MakeFolding(2, i => i is 25 or 7 ? throw new FormatException($"{i}") : i);
        var step = Make(folding, new Collector<KV<int, long>>(), i => i is 25 or 7 ? throw new FormatException($"{i}") : i, lateness: 1_000);
        step.Receive(Watermark(BatchOf(1), 20));

        var failure = Assert.Throws<StepFailedException>(() =>
        {
            foreach (var batch in inOneBatch ? [BatchOf(25, 7)] : new[] { BatchOf(25), BatchOf(7) })
            {
                step.Receive(batch);
            }

            folding.Settle();
        });

        Assert.Equal("25", failure.InnerException!.Message);
    }

    [Fact]
    public void Merge_Fails_NamesTheKey()
    {
        // Each portion holds half of what is too much.
        using var folding = new PartialFolding<int, int, long, long, long, SumFn<long>>(Settings<long>(i => 5, _ => (long.MaxValue / 2) + 1, 0), default, 2);
        var counters = new StepCounters("s");
        var step = new WindowedCombineStep<int, int, long, long, long, SumFn<long>>(Settings<long>(i => 5, _ => (long.MaxValue / 2) + 1, 0), default, counters, new Collector<KV<int, long>>(), null, folding);

        var failure = Assert.Throws<StepFailedException>(() =>
        {
            step.Receive(BatchOf(1));
            step.Receive(BatchOf(2));
            End(step);
        });

        Assert.Equal("s", failure.Step);
        Assert.IsType<OverflowException>(failure.InnerException);
    }

    [Theory]
    [InlineData(EventTime.StartTicks, 1_000)]
    [InlineData(EventTime.EndTicks - 2_000, 1_000)]
    [InlineData(EventTime.EndTicks - 700, 1_000)]
    [InlineData(-500, 4_000_000_000_000_000_000)]
    public void Receive_RowsOfTwoWindowsAtTheEndsOfTime_GivesTheSame(long start, long size)
    {
        Assert.Equal(RunAt(1), RunAt(3));

        List<Item> RunAt(int workers)
        {
            var settings = Settings<int>(i => i % 7, i => i, lateness: 0, new FixedAssigner(size, 0));
            var collector = new Collector<KV<int, long>>();
            using var folding = workers == 1 ? null : new PartialFolding<int, int, int, long, long, CountFn<int>>(settings, default, workers);
            var step = new WindowedCombineStep<int, int, int, long, long, CountFn<int>>(settings, default, new StepCounters("s"), collector, null, folding);
            for (var i = 0; i < 20; i++)
            {
                var batch = BatchOf([.. Enumerable.Range(i * 50, 50)]);
                foreach (ref var time in batch.Columns.Times.AsSpan(0, 50))
                {
                    time = Math.Min(start + (time * 7_919 % 1_900), EventTime.EndTicks - 1);
                }

                step.Receive(batch);
            }

            End(step);
            Assert.True(collector.Items.Count > 7);
            return collector.Items;
        }
    }

    /// <summary>Rows alternate between two windows; the sum of the second fails at one row, that of the first at a later one.</summary>
    [Fact]
    public void Receive_RowsOfTwoWindowsFail_TheFirstElementIsReported()
    {
        var settings = Settings<long>(i => 5, i => i is 0 or 1 or 33 or 66 ? long.MaxValue : 0, 0);
        using var folding = new PartialFolding<int, int, long, long, long, SumFn<long>>(settings, default, 2);
        var step = new WindowedCombineStep<int, int, long, long, long, SumFn<long>>(settings, default, new StepCounters("s"), new Collector<KV<int, long>>(), null, folding);
        step.Receive(Alternating(100, 2));
        folding.Settle();

        var failure = Assert.Throws<StepFailedException>(() =>
        {
            step.Receive(Alternating(0, 100));
            folding.Settle();
        });

        Assert.IsType<OverflowException>(failure.InnerException);
        Assert.Equal("33", failure.Element);
    }

    [Fact]
    public void Receive_RowsOfTwoWindows_AreCountedForTheirOwn()
    {
        var settings = Settings<int>(i => i, i => i, 0);
        using var folding = new PartialFolding<int, int, int, long, long, CountFn<int>>(settings, default, 2);
        var counters = new StepCounters("s");
        var step = new WindowedCombineStep<int, int, int, long, long, CountFn<int>>(settings, default, counters, new Collector<KV<int, long>>(), null, folding);
        step.Receive(Alternating(0, 2));
        var batch = Alternating(2, 30);
        batch.Columns.Times.AsSpan(20, 10).Fill(13);
        step.Receive(Watermark(batch, 10));
        Assert.Equal((11, 21), (counters.InPanes, counters.Pending));

        End(step);

        Assert.Equal((32, 0), (counters.InPanes, counters.Pending));
    }

    [Fact]
    public void Dispose_WhileWorkWaits_CallsNothingAfterwards()
    {
        var calls = 0;
        var folding = MakeFolding(3, i => Interlocked.Increment(ref calls) < 0 ? 0 : i);
        var step = Make(folding, new Collector<KV<int, long>>(), i => i);
        for (var i = 0; i < 100; i++)
        {
            step.Receive(BatchOf(i, i, i));
        }

        folding.Dispose();
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
        int KeyOf(int element)
        {
            isCalled.Set();
            mayReturn.Wait();
            hasReturned = true;
            return element;
        }

        var folding = MakeFolding(2, KeyOf);
        Make(folding, new Collector<KV<int, long>>(), i => i).Receive(BatchOf(1));
        isCalled.Wait(TestContext.Current.CancellationToken);
        var disposing = Task.Run(folding.Dispose, TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(disposing, Task.Delay(50, TestContext.Current.CancellationToken));
        mayReturn.Set();
        await disposing;

        Assert.NotSame(disposing, first);
        Assert.True(hasReturned);
    }

    private static StepFailedException Fails(Func<int, int> key, int count) => Assert.Throws<StepFailedException>(() =>
    {
        using var folding = MakeFolding(3, key);
        var step = Make(folding, new Collector<KV<int, long>>(), key);
        for (var i = 0; i < count; i++)
        {
            step.Receive(BatchOf(i));
        }

        folding.Settle();
    });

    private static (List<Item> Panes, List<Item> Late) Run(int workers, IEnumerable<Batch<int>> stream, Func<int, int> key, WindowAssigner assigner, int lateness)
    {
        var (panes, late) = (new Collector<KV<int, long>>(), new Collector<LateElement<int>>());
        var settings = Settings<int>(key, i => i, lateness, assigner);
        using var folding = workers == 1 ? null : new PartialFolding<int, int, int, long, long, CountFn<int>>(settings, default, workers);
        var step = new WindowedCombineStep<int, int, int, long, long, CountFn<int>>(settings, default, new StepCounters("s"), panes, late, folding);
        foreach (var batch in stream)
        {
            step.Receive(batch);
        }

        Assert.Equal((0, 0), (step.OpenWindowCount, step.CellCount));
        return (panes.Items, late.Items);
    }

    // One batch again and again, as a source lends it, or parts of arrays that last; at the end all windows are due.
    private static IEnumerable<Batch<int>> Stream(Random random, int batches, int maxCount, bool lasting)
    {
        var batch = new Batch<int>(4);
        var (watermark, next) = (-50L, 0);
        for (var i = 0; i < batches; i++)
        {
            var count = random.Next(maxCount + 1);
            batch.Clear();
            if (lasting)
            {
                batch.Show([.. Enumerable.Range(next - 2, count + 3).Select(n => n * 7)], 2, count, last: true);
            }
            else
            {
                batch.Columns.Grow(count);
                batch.Reserve(count);
                batch.Columns.Count = count;
            }

            for (var row = 0; row <= count; row++)
            {
                for (; random.Next(count + 2) == 0; watermark += random.Next(12))
                {
                    batch.Columns.Marks.Add(row, random.Next(3) == 0 ? MarkKind.Clock : MarkKind.Watermark, watermark);
                }

                if (row < count)
                {
                    batch.Values[batch.Offset + row] = (next + row) * 7;
                    batch.Columns.Times[row] = watermark + random.Next(random.Next(10) == 0 ? -40 : 0, 40);
                }
            }

            next += count;
            yield return batch;
        }

        batch.Clear();
        batch.Columns.Marks.Add(0, MarkKind.Watermark, EventTime.EndTicks);
        yield return batch;
    }

    private static void End(Receiver<int> step) => step.Receive(Watermark(BatchOf(), EventTime.EndTicks));

    private static Batch<int> BatchOf(params int[] elements)
    {
        var batch = new Batch<int>(4);
        batch.Show(elements, 0, elements.Length, last: true);
        for (var row = 0; row < elements.Length; row++)
        {
            batch.Columns.Times[row] = elements[row];
        }

        return batch;
    }

    // The even ones are in the window [0, 10), the odd ones in [10, 20).
    private static Batch<int> Alternating(int first, int count)
    {
        var batch = BatchOf([.. Enumerable.Range(first, count)]);
        for (var row = 0; row < count; row++)
        {
            batch.Columns.Times[row] = row % 2 == 0 ? 3 : 13;
        }

        return batch;
    }

    private static Batch<int> Watermark(Batch<int> batch, long ticks)
    {
        batch.Columns.Marks.Add(batch.Count, MarkKind.Watermark, ticks);
        return batch;
    }

    private static PartialFolding<int, int, int, long, long, CountFn<int>> MakeFolding(int workers, Func<int, int> key) => new(Settings<int>(key, i => i, 0), default, workers);

    private static WindowedCombineStep<int, int, int, long, long, CountFn<int>> Make(
        PartialFolding<int, int, int, long, long, CountFn<int>> folding, Receiver<KV<int, long>> next, Func<int, int> key, int lateness = 0) =>
        new(Settings<int>(key, i => i, lateness), default, new StepCounters("s"), next, lateNext: null, folding);

    private static WindowedCombineSettings<int, int, TValue> Settings<TValue>(Func<int, int> key, Func<int, TValue> value, int lateness, WindowAssigner? assigner = null) => new()
    {
        Name = "s",
        Key = key,
        Value = value,
        Assigner = assigner ?? new FixedAssigner(10, 0),
        Lateness = lateness,
        TimestampCombiner = TimestampCombiner.EndOfWindow,
        BatchSize = 16,
        TracksOrder = false,
        CausesAreUnique = true,
    };

    /// <summary>Windows of two lengths by turns.</summary>
    private sealed class UnevenAssigner(int one, int other) : WindowAssigner
    {
        public override Window Assign(long time)
        {
            var start = (long)Math.Floor((double)time / (one + other)) * (one + other);
            return time < start + one ? new Window(start, start + one) : new Window(start + one, start + one + other);
        }
    }
}
