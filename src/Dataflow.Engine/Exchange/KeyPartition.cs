using System.Runtime.ExceptionServices;
using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Exchange;

/// <summary>A part of the keys, with a keyed step of its own. One thread at a time works at it, and takes its parts of batches in order.</summary>
internal sealed class KeyPartition<TIn, TOut>
{
    private readonly Capture<TOut> panes;
    private readonly Capture<LateElement<TIn>> late;
    private readonly Receiver<TIn> step;
    private ExceptionDispatchInfo? failure;

    public KeyPartition(Func<Receiver<TOut>, Receiver<LateElement<TIn>>, Receiver<TIn>> makeStep, bool observesMarks, bool lateObservesMarks)
    {
        panes = new Capture<TOut>(observesMarks);
        late = new Capture<LateElement<TIn>>(lateObservesMarks);
        step = makeStep(panes, late);
    }

    /// <summary>Gives an item what the step makes of its input, or the first failure of the partition, after which nothing more is done.</summary>
    public void Process(WorkItem<TIn, TOut> item)
    {
        (panes.Target, late.Target) = (item.Output, item.Late);
        try
        {
            if (failure is null)
            {
                step.Receive(item.Input);
            }
        }
        catch (Exception e)
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }

        item.Done(failure);
    }
}
