using Dataflow.Engine.Exchange;

namespace Dataflow.Engine.Tests.Exchange;

public sealed class PartitionQueueTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void TryTake_SeveralItems_StaysAtThePartitionAndKeepsItsOrder()
    {
        var queue = Filled(partitions: 2, batches: 2);
        var turn = new PartitionTurn<string>(1);

        Assert.Equal(["1:0", "1:1", "0:0", "0:1"], TakeAll(queue, ref turn));
    }

    [Fact]
    public void TryTake_NothingAtItsPartition_GivesTheOneThatHasWaitedLongest()
    {
        var queue = Filled(partitions: 3, batches: 2);
        var first = new PartitionTurn<string>(0);
        Assert.True(queue.TryTake(ref first));
        queue.Done(ref first);

        var other = new PartitionTurn<string>(2);
        Assert.Equal(["2:0", "2:1", "1:0"], TakeAll(queue, ref other).Take(3));
    }

    [Fact]
    public void TryTake_PartitionOfAnotherThread_IsNotTakenUntilThatIsDone()
    {
        var queue = Filled(partitions: 1, batches: 2);
        var (one, other) = (new PartitionTurn<string>(0), new PartitionTurn<string>(0));
        Assert.True(queue.TryTake(ref one));
        Assert.False(queue.TryTake(ref other));

        queue.Done(ref one);

        Assert.True(queue.TryTake(ref other));
        Assert.Equal("0:1", other.Item);
    }

    [Fact]
    public void Next_Closed_IsFalseThoughItemsWait()
    {
        var queue = Filled(partitions: 1, batches: 1);
        queue.Close();

        var turn = new PartitionTurn<string>(0);
        Assert.False(queue.Next(ref turn));
    }

    [Fact]
    public void Close_WhileOthersWait_EndsThem()
    {
        var queue = new PartitionQueue<string>(1);
        var taken = new bool?[2];
        var others = taken.Index().Select(item => Asleep(() =>
        {
            var turn = new PartitionTurn<string>(0);
            taken[item.Index] = queue.Next(ref turn);
        })).ToList();

        queue.Close();

        Assert.All(others, other => Assert.True(other.Join(Patience)));
        Assert.Equal([false, false], taken);
    }

    [Fact]
    public void Add_WhileAnotherWaits_WakesIt()
    {
        var queue = new PartitionQueue<string>(1);
        string? taken = null;
        var other = Asleep(() =>
        {
            var turn = new PartitionTurn<string>(0);
            taken = queue.Next(ref turn) ? turn.Item : null;
        });

        queue.Add(["one"]);

        var isWoken = other.Join(Patience);
        queue.Close();
        Assert.True(isWoken);
        Assert.Equal("one", taken);
    }

    [Fact]
    public void TryTakeAndWaitForChange_Closed_GiveNothingAndDoNotWait()
    {
        var queue = Filled(partitions: 1, batches: 1);
        queue.Close();

        var turn = new PartitionTurn<string>(0);
        Assert.False(queue.TryTake(ref turn));
        Assert.Throws<ObjectDisposedException>(() => queue.WaitForChange(queue.Changes));
    }

    [Fact]
    public void WaitForChange_ItemDoneElsewhere_Ends()
    {
        var queue = Filled(partitions: 1, batches: 1);
        using var taken = new ManualResetEventSlim();
        using var mayBeDone = new ManualResetEventSlim();
        var other = new Thread(() =>
        {
            var turn = new PartitionTurn<string>(0);
            queue.Next(ref turn);
            taken.Set();
            mayBeDone.Wait();
            queue.Next(ref turn);
        });
        other.Start();
        taken.Wait(TestContext.Current.CancellationToken);
        var owner = Asleep(() => queue.WaitForChange(queue.Changes));

        mayBeDone.Set();

        var hasEnded = owner.Join(Patience);
        queue.Close();
        Assert.True(hasEnded);
        Assert.True(other.Join(Patience));
    }

    [Fact]
    public void Done_MoreWaitsThere_WakesAnotherThread()
    {
        var queue = Filled(partitions: 1, batches: 2);
        var own = new PartitionTurn<string>(0);
        Assert.True(queue.TryTake(ref own));
        string? taken = null;
        var other = Asleep(() =>
        {
            var turn = new PartitionTurn<string>(0);
            taken = queue.Next(ref turn) ? turn.Item : null;
        });

        queue.Done(ref own);

        var isWoken = other.Join(Patience);
        queue.Close();
        Assert.True(isWoken);
        Assert.Equal("0:1", taken);
    }

    [Fact]
    public async Task Next_ManyThreads_EachPartitionInOrderAndByOneAtATime()
    {
        const int Partitions = 3;
        const int Batches = 3_000;
        var queue = new PartitionQueue<Job>(Partitions);
        var jobs = Enumerable.Range(0, Batches).Select(batch => Enumerable.Range(0, Partitions).Select(partition => new Job(partition, batch)).ToArray()).ToArray();
        var (at, inside, faults, done) = (new int[Partitions], new int[Partitions], 0, 0);
        var others = Enumerable.Range(1, 3).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var turn = new PartitionTurn<Job>(0);
                while (queue.Next(ref turn))
                {
                    Do(turn.Item!);
                }
            },
            TaskCreationOptions.LongRunning)).ToArray();

        var owner = Task.Factory.StartNew(Own, TaskCreationOptions.LongRunning);
        await owner.WaitAsync(Patience, TestContext.Current.CancellationToken);
        queue.Close();
        await Task.WhenAll(others).WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(0, faults);

        void Own()
        {
            var own = new PartitionTurn<Job>(0);
            foreach (var batch in jobs)
            {
                queue.Add(batch);
                if (batch[0].Batch % 3 == 0 && queue.TryTake(ref own))
                {
                    Do(own.Item!);
                    queue.Done(ref own);
                }
            }

            for (var seen = queue.Changes; Volatile.Read(ref done) < Batches * Partitions; seen = queue.Changes)
            {
                queue.WaitForChange(seen);
            }
        }

        void Do(Job job)
        {
            var isAlone = Interlocked.Increment(ref inside[job.Partition]) == 1;
            var isInOrder = at[job.Partition] == job.Batch;
            Thread.SpinWait(30);
            at[job.Partition]++;
            Interlocked.Decrement(ref inside[job.Partition]);
            Interlocked.Add(ref faults, isAlone && isInOrder ? 0 : 1);
            Interlocked.Increment(ref done);
        }
    }

    private static PartitionQueue<string> Filled(int partitions, int batches)
    {
        var queue = new PartitionQueue<string>(partitions);
        for (var batch = 0; batch < batches; batch++)
        {
            queue.Add([.. Enumerable.Range(0, partitions).Select(partition => $"{partition}:{batch}")]);
        }

        return queue;
    }

    private static List<string> TakeAll(PartitionQueue<string> queue, ref PartitionTurn<string> turn)
    {
        var items = new List<string>();
        while (queue.TryTake(ref turn))
        {
            items.Add(turn.Item!);
            queue.Done(ref turn);
        }

        return items;
    }

    // A thread that sleeps in what it does.
    private static Thread Asleep(Action action)
    {
        var thread = new Thread(() => action());
        thread.Start();
        Assert.True(SpinWait.SpinUntil(() => thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin), Patience));
        return thread;
    }

    private sealed record Job(int Partition, int Batch);
}
