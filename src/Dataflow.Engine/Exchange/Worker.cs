using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Exchange;

/// <summary>
/// A thread with a keyed step of its own. It takes its parts of batches from a bounded channel, in order, and gives back what
/// the step made of each, in the same order.
/// </summary>
internal sealed class Worker<TIn, TOut>
{
    private readonly Channel<WorkItem<TIn, TOut>> input;
    private readonly Channel<WorkItem<TIn, TOut>> output;
    private readonly Capture<TOut> panes;
    private readonly Capture<LateElement<TIn>> late;
    private readonly Receiver<TIn> step;
    private Task? run;
    private ExceptionDispatchInfo? failure;
    private volatile bool isStopped;

    public Worker(int capacity, Func<Receiver<TOut>, Receiver<LateElement<TIn>>, Receiver<TIn>> makeStep, bool observesMarks, bool lateObservesMarks)
    {
        // What waits on either side is a blocked thread: it may be woken at once.
        var options = new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true, AllowSynchronousContinuations = true };
        input = Channel.CreateBounded<WorkItem<TIn, TOut>>(options);
        output = Channel.CreateBounded<WorkItem<TIn, TOut>>(options);
        panes = new Capture<TOut>(observesMarks);
        late = new Capture<LateElement<TIn>>(lateObservesMarks);
        step = makeStep(panes, late);
    }

    /// <summary>Hands a part over; waits while the worker has as many as its channel holds.</summary>
    public void Post(WorkItem<TIn, TOut> item)
    {
        run ??= Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (!input.Writer.TryWrite(item))
        {
            input.Writer.WriteAsync(item).AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Takes the oldest part that is done; waits for it, or gives null if it is not done and <paramref name="wait"/> is false.</summary>
    public WorkItem<TIn, TOut>? Take(bool wait)
    {
        return wait ? TakeNext(output.Reader) : output.Reader.TryRead(out var item) ? item : null;
    }

    /// <summary>Lets the worker do nothing more.</summary>
    public void Stop()
    {
        isStopped = true;
        input.Writer.TryComplete();
    }

    /// <summary>Waits until the worker has ended, so that no function of the user is called any more.</summary>
    public void Join() => run?.GetAwaiter().GetResult();

    private void Run()
    {
        while (TakeNext(input.Reader) is { } item)
        {
            (panes.Target, late.Target) = (item.Output, item.Late);
            try
            {
                if (failure is null && !isStopped)
                {
                    step.Receive(item.Input);
                }
            }
            catch (Exception e)
            {
                // The worker is poisoned: the failure is thrown where the parts are merged, and nothing more is done.
                failure = ExceptionDispatchInfo.Capture(e);
            }

            item.Failure = failure;

            output.Writer.TryWrite(item);
        }
    }

    // The next part often comes sooner than a thread sleeps and wakes.
    private static WorkItem<TIn, TOut>? TakeNext(ChannelReader<WorkItem<TIn, TOut>> reader)
    {
        var spin = default(SpinWait);
        WorkItem<TIn, TOut>? item;
        while (!reader.TryRead(out item))
        {
            if (!spin.NextSpinWillYield)
            {
                spin.SpinOnce();
            }
            else if (!reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                return null;
            }
        }

        return item;
    }
}
