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

    public Worker(int capacity, Func<Receiver<TOut>, Receiver<LateElement<TIn>>, Receiver<TIn>> makeStep, bool observesMarks, bool lateObservesMarks)
    {
        var options = new BoundedChannelOptions(capacity) { SingleReader = true, SingleWriter = true };
        input = Channel.CreateBounded<WorkItem<TIn, TOut>>(options);
        output = Channel.CreateBounded<WorkItem<TIn, TOut>>(options);
        panes = new Capture<TOut>(observesMarks);
        late = new Capture<LateElement<TIn>>(lateObservesMarks);
        step = makeStep(panes, late);
        Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Hands a part over; waits while the worker has as many as its channel holds.</summary>
    public void Post(WorkItem<TIn, TOut> item)
    {
        if (!input.Writer.TryWrite(item))
        {
            input.Writer.WriteAsync(item).AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Takes the oldest part that is done; waits for it, or gives null if it is not done and <paramref name="wait"/> is false.</summary>
    public WorkItem<TIn, TOut>? Take(bool wait)
    {
        if (output.Reader.TryRead(out var item))
        {
            return item;
        }

        return wait ? output.Reader.ReadAsync().AsTask().GetAwaiter().GetResult() : null;
    }

    public void Stop() => input.Writer.TryComplete();

    private void Run()
    {
        while (input.Reader.TryRead(out var item) || TryWait(out item))
        {
            (panes.Target, late.Target) = (item.Output, item.Late);
            try
            {
                step.Receive(item.Input);
            }
            catch (Exception e)
            {
                // The worker is poisoned: the failure is thrown where the parts are merged, and nothing more is posted.
                item.Failure = ExceptionDispatchInfo.Capture(e);
            }

            output.Writer.TryWrite(item);
        }
    }

    private bool TryWait(out WorkItem<TIn, TOut> item)
    {
        while (input.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            if (input.Reader.TryRead(out item!))
            {
                return true;
            }
        }

        item = null!;
        return false;
    }
}
