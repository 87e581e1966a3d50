using Dataflow.Combining;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Tests.Batches;
using Dataflow.Engine.Windows;

namespace Dataflow.Engine.Tests.Keyed;

/// <content>Which worker folds, with what others do decided by the test.</content>
public sealed partial class PartialFoldingTests
{
    /// <summary>Two threads are at a portion each, of the same key, at the same time.</summary>
    [Fact]
    public void Merge_TwoWorkersHoldTheKey_FailsAtTheKey()
    {
        using var both = new Barrier(2);
        using var first = new ThreadLocal<bool>();
        var settings = Settings<long>(
            _ => 5,
            _ =>
            {
                Assert.True(first.Value || both.SignalAndWait(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), "No other thread folds.");
                first.Value = true;
                return (long.MaxValue / 2) + 1;
            },
            0);
        using var folding = new PartialFolding<int, int, long, long, long, SumFn<long>>(settings, default, 3);
        var step = new WindowedCombineStep<int, int, long, long, long, SumFn<long>>(settings, default, new StepCounters("s"), new Collector<KV<int, long>>(), null, folding);
        step.Receive(BatchOf(1));
        step.Receive(BatchOf(2));
        folding.Settle();

        var failure = Assert.Throws<StepFailedException>(() => End(step));

        Assert.Equal("s", failure.Step);
        Assert.IsType<OverflowException>(failure.InnerException);
    }

    /// <summary>The other worker waits in each portion until the queue is full behind it.</summary>
    [Fact]
    public void Receive_TheQueueIsFullAgainAndAgain_TheOwnThreadFoldsToo()
    {
        var (own, ownHasFolded) = (Thread.CurrentThread, false);
        var settings = Settings<int>(_ => 1, i => i, lateness: 0, new FixedAssigner(1_000, 0));
        using var folding = new PartialFolding<int, int, int, long, long, WatchedFn>(settings, new WatchedFn(OnFolded), 2);
        var collector = new Collector<KV<int, long>>();
        var step = new WindowedCombineStep<int, int, int, long, long, WatchedFn>(settings, new WatchedFn(OnFolded), new StepCounters("s"), collector, null, folding);
        for (var i = 0; i < 600; i++)
        {
            step.Receive(BatchOf(i));
        }

        End(step);

        Assert.True(ownHasFolded);
        Assert.Equal(KV.Of(1, 599L * 600 / 2), collector.Items[0].Value);

        void OnFolded(int element)
        {
            if (Thread.CurrentThread == own)
            {
                Volatile.Write(ref ownHasFolded, true);
            }
            else if (element < 590)
            {
                Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref ownHasFolded) || own.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromMinutes(1)));
            }
        }
    }

    /// <summary>A sum that tells what is added.</summary>
    private readonly struct WatchedFn(Action<int> watch) : ICombineFn<int, long, long>
    {
        public long CreateAccumulator() => 0;

        public void AddInput(ref long accumulator, int input)
        {
            watch(input);
            accumulator += input;
        }

        public void MergeAccumulator(ref long accumulator, long other) => accumulator += other;

        public long ExtractOutput(long accumulator) => accumulator;
    }
}
