using Dataflow.Engine.Exchange;

namespace Dataflow.Engine.Tests.Exchange;

public sealed class WorkQueueTests
{
    [Fact]
    public void TryTake_SeveralItems_GivesTheOldest()
    {
        var queue = new WorkQueue<string>(3);
        Assert.False(queue.TryTake(out _));
        Assert.True(queue.TryAdd("a") && queue.TryAdd("b"));

        Assert.True(queue.TryTake(out var first));
        Assert.True(queue.TryTake(out var second));

        Assert.Equal(("a", "b"), (first, second));
    }

    [Fact]
    public void TryAdd_Full_RefusesUntilOneIsTaken()
    {
        var queue = new WorkQueue<string>(1);
        Assert.True(queue.TryAdd("a"));
        Assert.False(queue.TryAdd("b"));

        Assert.True(queue.TryTake(out _));

        Assert.True(queue.TryAdd("b"));
    }

    [Fact]
    public void TryReuse_GivesBackWhatIsDone_Once()
    {
        var queue = new WorkQueue<string>(2);
        queue.TryAdd("a");
        queue.TryTake(out var item);
        Assert.Null(queue.TryReuse());

        queue.Done(item!);

        Assert.Equal("a", queue.TryReuse());
        Assert.Null(queue.TryReuse());
    }

    [Fact]
    public void Take_Closed_GivesWhatIsThereAndEnds()
    {
        var queue = new WorkQueue<string>(2);
        queue.TryAdd("a");
        queue.Close();

        Assert.True(queue.Take(out var item));
        Assert.Equal("a", item);
        Assert.False(queue.Take(out _));
    }

    [Fact]
    public void TryAdd_WhileAnotherWaits_WakesIt()
    {
        var queue = new WorkQueue<string>(2);
        string? taken = null;
        var other = new Thread(() => queue.Take(out taken));
        other.Start();
        Assert.True(SpinWait.SpinUntil(() => other.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)));

        queue.TryAdd("one");

        var isWoken = other.Join(TimeSpan.FromSeconds(30));
        queue.Close();
        Assert.True(isWoken);
        Assert.Equal("one", taken);
    }

    [Fact]
    public void WaitForRoom_ThereIsRoom_Returns()
    {
        var queue = new WorkQueue<string>(2);
        queue.TryAdd("a");

        queue.WaitForRoom();

        Assert.Equal(1, queue.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WaitForRoom_Full_WaitsUntilOneIsTakenOrItIsClosed(bool isTaken)
    {
        var queue = new WorkQueue<string>(1);
        queue.TryAdd("a");
        var maker = new Thread(queue.WaitForRoom);
        maker.Start();
        Assert.True(SpinWait.SpinUntil(() => maker.ThreadState.HasFlag(ThreadState.WaitSleepJoin), TimeSpan.FromSeconds(30)));

        if (isTaken)
        {
            queue.TryTake(out _);
        }
        else
        {
            queue.Close();
        }

        Assert.True(maker.Join(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Close_WhileOthersWait_EndsThem()
    {
        var queue = new WorkQueue<string>(2);
        var waiting = Enumerable.Range(0, 3).Select(_ => Task.Run(() => queue.Take(out var _), TestContext.Current.CancellationToken)).ToArray();

        queue.Close();

        Assert.All(await Task.WhenAll(waiting), Assert.False);
    }

    [Fact]
    public async Task WaitUntilDone_SeveralThreadsWork_ReturnsWhenAllIsDone()
    {
        var queue = new WorkQueue<object>(8);
        var (done, stop) = (0, TestContext.Current.CancellationToken);
        var workers = Enumerable.Range(0, 3).Select(_ => Task.Run(
            () =>
            {
                while (queue.Take(out var item))
                {
                    Thread.Yield();
                    Interlocked.Increment(ref done);
                    queue.Done(item);
                }
            },
            stop)).ToArray();
        for (var round = 1; round <= 100; round++)
        {
            for (var added = 0; added < 20; added++)
            {
                var item = queue.TryReuse() ?? new object();
                while (!queue.TryAdd(item))
                {
                    Thread.Yield();
                }
            }

            queue.WaitUntilDone();
            Assert.Equal(20 * round, Volatile.Read(ref done));
        }

        queue.Close();
        await Task.WhenAll(workers);
    }
}
