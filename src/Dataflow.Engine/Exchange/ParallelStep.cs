using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Exchange;

/// <summary>
/// Runs a keyed step on several workers: splits each batch by the hash of the key, with every mark in each part, and merges
/// what the workers make of the parts into the order that one worker would have given.
/// </summary>
/// <remarks>
/// A few batches are under way at a time, so that splitting, working and merging overlap; a full channel holds the source back.
/// </remarks>
internal sealed class ParallelStep<TIn, TKey, TOut> : Receiver<TIn>, ISettling, IDisposable
{
    private const int MaxUnderWay = 4;

    private readonly Worker<TIn, TOut>[] workers;
    private readonly OrderedMerge<TOut> merge;
    private readonly OrderedMerge<LateElement<TIn>>? lateMerge;
    private readonly Stack<WorkParts<TIn, TOut>> free = new();
    private readonly Queue<WorkParts<TIn, TOut>> underWay = new(MaxUnderWay);
    private readonly KeySplitter<TIn, TKey> splitter;
    private readonly int batchSize;
    private int taken;

    public ParallelStep(
        string name,
        Func<TIn, TKey> key,
        int parallelism,
        Func<int, Receiver<TOut>, Receiver<LateElement<TIn>>, Receiver<TIn>> makeStep,
        Receiver<TOut> next,
        Receiver<LateElement<TIn>>? lateNext,
        int batchSize,
        bool inputHasCauses)
    {
        this.batchSize = batchSize;
        splitter = new KeySplitter<TIn, TKey>(name, key, parallelism, batchSize, inputHasCauses);
        merge = new OrderedMerge<TOut>(parallelism, next, batchSize, inputHasCauses, comparesRanks: true);
        lateMerge = lateNext is null ? null : new OrderedMerge<LateElement<TIn>>(parallelism, lateNext, batchSize, inputHasCauses, comparesRanks: true);
        workers = new Worker<TIn, TOut>[parallelism];
        for (var i = 0; i < parallelism; i++)
        {
            var worker = i;
            workers[i] = new Worker<TIn, TOut>(MaxUnderWay, (panes, late) => makeStep(worker, panes, late), next.ObservesMarks, lateNext?.ObservesMarks ?? false);
        }
    }

    public override bool ObservesMarks => true;

    public override void Receive(Batch<TIn> batch)
    {
        if (underWay.Count == MaxUnderWay)
        {
            TryMergeOldest(wait: true);
        }

        var parts = free.Count > 0 ? free.Pop() : new WorkParts<TIn, TOut>(workers.Length, batchSize);
        parts.Origins = splitter.Split(batch, parts.Inputs);
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i].Post(parts.Items[i]);
        }

        underWay.Enqueue(parts);
        while (underWay.Count > 0 && TryMergeOldest(wait: false))
        {
        }
    }

    public void Settle()
    {
        while (underWay.Count > 0)
        {
            TryMergeOldest(wait: true);
        }
    }

    public void Dispose()
    {
        foreach (var worker in workers)
        {
            worker.Stop();
        }

        foreach (var worker in workers)
        {
            worker.Join();
        }
    }

    private bool TryMergeOldest(bool wait)
    {
        for (; taken < workers.Length; taken++)
        {
            if (workers[taken].Take(wait) is null)
            {
                return false;
            }
        }

        taken = 0;
        var parts = underWay.Dequeue();
        parts.ThrowFailure();
        merge.Merge(parts.Outputs, parts.Origins);
        lateMerge?.Merge(parts.Late, parts.Origins);
        parts.Clear();
        free.Push(parts);
        return true;
    }
}
