using Dataflow.Engine.Exchange;

namespace Dataflow.Engine.Tests.Exchange;

public sealed class PartitionQueueTests
{
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
    public async Task Close_WhileOthersWait_EndsThem()
    {
        var queue = new PartitionQueue<string>(1);
        var waiting = Enumerable.Range(0, 2).Select(_ => Task.Factory.StartNew(() => Next(queue), TaskCreationOptions.LongRunning)).ToArray();

        queue.Close();

        Assert.All(await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), Assert.False);
    }

    [Fact]
    public async Task WaitForChange_ItemDoneElsewhere_Ends()
    {
        var queue = Filled(partitions: 1, batches: 1);
        var taken = new TaskCompletionSource();
        using var go = new ManualResetEventSlim();
        var other = Task.Factory.StartNew(
            () =>
            {
                var turn = new PartitionTurn<string>(0);
                queue.Next(ref turn);
                taken.SetResult();
                go.Wait();
                queue.Next(ref turn);
            },
            TaskCreationOptions.LongRunning);
        await taken.Task;
        var seen = queue.Changes;
        var waiting = Task.Factory.StartNew(() => queue.WaitForChange(seen), TaskCreationOptions.LongRunning);

        go.Set();

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        queue.Close();
        await other;
    }

    [Fact]
    public void Done_MoreWaitsThere_WakesAnotherThread()
    {
        var queue = Filled(partitions: 1, batches: 2);
        var own = new PartitionTurn<string>(0);
        Assert.True(queue.TryTake(ref own));
        string? taken = null;
        var other = new Thread(() =>
        {
            var turn = new PartitionTurn<string>(0);
            taken = queue.Next(ref turn) ? turn.Item : null;
        });
        other.Start();
        Assert.True(SpinWait.SpinUntil(() => other.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)));

        queue.Done(ref own);

        var isWoken = other.Join(TimeSpan.FromSeconds(30));
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

        while (true)
        {
            var seen = queue.Changes;
            if (Volatile.Read(ref done) == Batches * Partitions)
            {
                break;
            }

            queue.WaitForChange(seen);
        }

        queue.Close();
        await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(0, faults);

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

    private static bool Next(PartitionQueue<string> queue)
    {
        var turn = new PartitionTurn<string>(0);
        return queue.Next(ref turn);
    }

    private sealed record Job(int Partition, int Batch);
}
