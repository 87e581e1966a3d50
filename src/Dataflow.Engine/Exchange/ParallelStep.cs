using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Exchange;

/// <summary>
/// Runs a keyed step on several workers: splits each batch by the hash of the key into partitions, with every mark in each, and merges
/// what the step of each partition makes of its part into the order that one worker would have given.
/// </summary>
/// <remarks>
/// A few batches are under way at a time, so that splitting, working and merging overlap. The thread that splits and merges is one of the workers: where it would have to
/// wait for the oldest batch it works at partitions too. So n workers are n threads, which share the work however much of it is splitting and merging.
/// </remarks>
internal sealed class ParallelStep<TIn, TKey, TOut> : Receiver<TIn>, ISettling, IDisposable
{
    private const int MaxUnderWay = 12;

    // A part that had more rows than so many batches, of a window with very many keys, does not keep their memory.
    private const int MostBatchesOfMemory = 16;

    private readonly KeyPartition<TIn, TOut>[] partitions;
    private readonly PartitionQueue<WorkItem<TIn, TOut>> queue;
    private readonly OrderedMerge<TOut> merge;
    private readonly OrderedMerge<LateElement<TIn>>? lateMerge;
    private readonly Stack<WorkParts<TIn, TOut>> free = new();
    private readonly Queue<WorkParts<TIn, TOut>> underWay = new(MaxUnderWay);
    private readonly KeySplitter<TIn, TKey> splitter;
    private readonly int mostRows;
    private readonly bool hasOrigins;
    private Task[]? threads;
    private bool hasFailed;
    private PartitionTurn<WorkItem<TIn, TOut>> turn = new(0);

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
        (mostRows, hasOrigins) = (batchSize * MostBatchesOfMemory, inputHasCauses);
        splitter = new KeySplitter<TIn, TKey>(name, key, parallelism);
        merge = new OrderedMerge<TOut>(parallelism, next, batchSize, inputHasCauses, comparesRanks: true);
        lateMerge = lateNext is null ? null : new OrderedMerge<LateElement<TIn>>(parallelism, lateNext, batchSize, inputHasCauses, comparesRanks: true);
        queue = new(parallelism);
        partitions = new KeyPartition<TIn, TOut>[parallelism];
        for (var i = 0; i < parallelism; i++)
        {
            var number = i;
            partitions[i] = new KeyPartition<TIn, TOut>((panes, late) => makeStep(number, panes, late), next.ObservesMarks, lateNext?.ObservesMarks ?? false);
        }
    }

    public override bool ObservesMarks => true;

    public bool SettlesAfterFailure => true;

    public override void Receive(Batch<TIn> batch)
    {
        threads ??= [.. Enumerable.Range(1, partitions.Length - 1).Select(worker => Task.Factory.StartNew(() => Work(worker), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        if (underWay.Count == MaxUnderWay)
        {
            MergeOldest();
        }

        var parts = free.Count > 0 ? free.Pop() : new WorkParts<TIn, TOut>(partitions.Length, mostRows, hasOrigins);
        Split(batch, parts);
        queue.Add(parts.Items);
        underWay.Enqueue(parts);
        while (underWay.TryPeek(out var oldest) && oldest.IsDone)
        {
            MergeOldest();
        }
    }

    public void Settle()
    {
        while (underWay.Count > 0 && !hasFailed)
        {
            MergeOldest();
        }
    }

    /// <summary>Waits until the other threads have ended, so that no function of the user is called any more.</summary>
    public void Dispose()
    {
        queue.Close();
        Task.WaitAll(threads ?? []);
    }

    private void Split(Batch<TIn> batch, WorkParts<TIn, TOut> parts)
    {
        try
        {
            splitter.Split(batch, parts.Inputs, parts.Origins);
        }
        catch (Exception)
        {
            // What failed in an earlier batch comes first.
            Settle();
            throw;
        }
    }

    private void Work(int worker)
    {
        var mine = new PartitionTurn<WorkItem<TIn, TOut>>(worker);
        while (queue.Next(ref mine))
        {
            partitions[mine.Partition].Process(mine.Item!);
        }
    }

    private void MergeOldest()
    {
        var parts = underWay.Peek();
        WorkUntilDone(parts);
        underWay.Dequeue();
        try
        {
            parts.ThrowFailure();
            merge.Merge(parts.Outputs, parts.Origins);
            lateMerge?.Merge(parts.Late, parts.Origins);
        }
        catch (Exception)
        {
            hasFailed = true;
            throw;
        }

        parts.Clear();
        free.Push(parts);
    }

    private void WorkUntilDone(WorkParts<TIn, TOut> parts)
    {
        while (true)
        {
            var seen = queue.Changes;
            if (parts.IsDone)
            {
                return;
            }

            if (queue.TryTake(ref turn))
            {
                partitions[turn.Partition].Process(turn.Item!);
                queue.Done(ref turn);
            }
            else
            {
                queue.WaitForChange(seen);
            }
        }
    }
}
