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

    private readonly string name;
    private readonly Func<TIn, TKey> key;
    private readonly Worker<TIn, TOut>[] workers;
    private readonly OrderedMerge<TOut> merge;
    private readonly OrderedMerge<LateElement<TIn>>? lateMerge;
    private readonly Stack<WorkItem<TIn, TOut>[]> free = new();
    private readonly WorkItem<TIn, TOut>[] done;
    private readonly Queue<Origins> origins = new();
    private readonly int batchSize;
    private readonly bool inputHasCauses;
    private long nextCause;
    private int taken;
    private int underWay;
    private int[] owners;

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
        this.name = name;
        this.key = key;
        this.batchSize = batchSize;
        this.inputHasCauses = inputHasCauses;
        merge = new OrderedMerge<TOut>(parallelism, next, batchSize, inputHasCauses, comparesRanks: true);
        lateMerge = lateNext is null ? null : new OrderedMerge<LateElement<TIn>>(parallelism, lateNext, batchSize, inputHasCauses, comparesRanks: true);
        workers = new Worker<TIn, TOut>[parallelism];
        done = new WorkItem<TIn, TOut>[parallelism];
        owners = new int[batchSize];
        for (var i = 0; i < parallelism; i++)
        {
            var worker = i;
            workers[i] = new Worker<TIn, TOut>(MaxUnderWay, (panes, late) => makeStep(worker, panes, late), next.ObservesMarks, lateNext?.ObservesMarks ?? false);
        }
    }

    public override bool ObservesMarks => true;

    public override void Receive(Batch<TIn> batch)
    {
        if (underWay == MaxUnderWay)
        {
            TryMergeOldest(wait: true);
        }

        origins.Enqueue(Split(batch, free.Count > 0 ? free.Pop() : NewItems()));
        underWay++;
        while (underWay > 0 && TryMergeOldest(wait: false))
        {
        }
    }

    public void Settle()
    {
        while (underWay > 0)
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

    private WorkItem<TIn, TOut>[] NewItems()
    {
        var items = new WorkItem<TIn, TOut>[workers.Length];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = new WorkItem<TIn, TOut>(batchSize);
        }

        return items;
    }

    /// <summary>
    /// Splits a batch. Rows and marks get causes of their own, all different, so that their order is one; if the input has causes
    /// already, the outcome tells which they were.
    /// </summary>
    private Origins Split(Batch<TIn> batch, WorkItem<TIn, TOut>[] items)
    {
        var columns = batch.Columns;
        var batchOrigins = new Origins(nextCause, inputHasCauses ? new long[columns.Count + columns.Marks.Count] : null);
        FindOwners(batch);
        foreach (var item in items)
        {
            item.Input.Columns.Shape(columns.HasWindows, columns.HasFirings, withCauses: true, withRanks: false);
        }

        var nextMark = 0;
        for (var row = 0; row <= batch.Count; row++)
        {
            for (; nextMark < columns.Marks.Count && columns.Marks[nextMark].Position <= row; nextMark++)
            {
                ref readonly var mark = ref columns.Marks[nextMark];
                batchOrigins.Set(nextCause, mark.Cause);
                foreach (var item in items)
                {
                    item.Input.Columns.Marks.Add(item.Input.Count, mark.Kind, mark.Ticks, nextCause);
                }

                nextCause++;
            }

            if (row < batch.Count)
            {
                batchOrigins.Set(nextCause, columns.HasCauses ? columns.Causes[row] : 0);
                Append(items[owners[row]].Input, batch, row, nextCause++);
            }
        }

        for (var i = 0; i < items.Length; i++)
        {
            workers[i].Post(items[i]);
        }

        return batchOrigins;
    }

    private static void Append(Batch<TIn> part, Batch<TIn> batch, int row, long cause)
    {
        var index = part.Count;
        if (index == part.Columns.Capacity || index == part.Values.Length)
        {
            part.Grow();
        }

        var (from, to) = (batch.Columns, part.Columns);
        part.Values[index] = batch[row];
        to.Times[index] = from.Times[row];
        if (to.HasWindows)
        {
            to.Windows[index] = from.Windows[row];
        }

        if (to.HasFirings)
        {
            to.Firings[index] = from.Firings[row];
        }

        to.Causes[index] = cause;
        to.Count = index + 1;
    }

    private void FindOwners(Batch<TIn> batch)
    {
        if (owners.Length < batch.Count)
        {
            owners = new int[batch.Count];
        }

        var row = 0;
        try
        {
            for (; row < batch.Count; row++)
            {
                var own = key(batch[row]);
                var hash = own is null ? 0 : EqualityComparer<TKey>.Default.GetHashCode(own);

                // Not the bits that the worker's own table takes, or its keys would share them all.
                owners[row] = (int)((ulong)((uint)(hash * 0x2C1B3C6D) ^ ((uint)hash >> 15)) * (ulong)workers.Length >> 32);
            }
        }
        catch (Exception e)
        {
            throw Failure.At(name, batch[row], e);
        }
    }

    private bool TryMergeOldest(bool wait)
    {
        for (; taken < workers.Length; taken++)
        {
            if (workers[taken].Take(wait) is not { } item)
            {
                return false;
            }

            done[taken] = item;
        }

        taken = 0;
        underWay--;
        var items = (WorkItem<TIn, TOut>[])done.Clone();
        foreach (var item in items)
        {
            item.Failure?.Throw();
        }

        var batchOrigins = origins.Dequeue();
        merge.Merge(Array.ConvertAll(items, item => item.Output), batchOrigins);
        lateMerge?.Merge(Array.ConvertAll(items, item => item.Late), batchOrigins);
        foreach (var item in items)
        {
            item.Clear();
        }

        free.Push(items);
        return true;
    }
}
