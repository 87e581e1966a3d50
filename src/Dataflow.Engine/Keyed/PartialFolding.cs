using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Dataflow.Combining;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Exchange;
using Dataflow.Engine.Steps;
using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// Folds the elements of a step on several workers, for combine functions that merge exactly: each worker has tables of its own, for any keys,
/// which are merged when their window is due.
/// </summary>
/// <remarks>
/// <list type="number">
/// <item>The step decides for each run of rows, in order, into which window it goes, and adds it to the portion of the batch (<see cref="Add"/>). Where windows alternate it looks only whether those of all rows
/// are open, and workers find them by the rows' times (<see cref="AddAlternating"/>).</item>
/// <item>The portion is posted (<see cref="Post"/>), with a copy of its elements unless they last. If all others have enough to do the step's own thread takes its keys and values before,
/// while the elements are near; and if the queue is full it waits, or folds the oldest portion meanwhile (<see cref="Helping"/>).</item>
/// <item>A worker takes the oldest portion, takes its keys and values unless that is done, and folds its runs into its own tables.</item>
/// <item>Before windows are due all portions are done (<see cref="Settle"/>), and the tables of each window are merged in the order in which its keys first came
/// (<see cref="Merge"/>).</item>
/// </list>
/// </remarks>
internal sealed class PartialFolding<TIn, TKey, TValue, TAccumulator, TOut, TFn> : ISettling, IDisposable
    where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
{
    private const int MaxWaiting = 4;
    private const long Never = long.MaxValue;

    private readonly WindowedCombineSettings<TIn, TKey, TValue> settings;
    private readonly TFn fn;
    private readonly PartialFolder<TIn, TKey, TValue, TAccumulator, TOut, TFn>[] folders;
    private readonly ConcurrentDictionary<Window, WindowTable<TKey, TAccumulator>> shared = new();
    private readonly int[] merged;
    private readonly WorkQueue<Portion<TIn, TKey, TValue, TAccumulator>> queue;
    private readonly Helping helping = new();
    private readonly Lock failing = new();
    private Task[]? threads;
    private Portion<TIn, TKey, TValue, TAccumulator> portion;
    private Batch<TIn> batch = new(0);
    private long first;
    private long end;
    private int posted;
    private int added;
    private long failedAt = Never;
    private ExceptionDispatchInfo? failure;

    public PartialFolding(WindowedCombineSettings<TIn, TKey, TValue> settings, TFn fn, int workers)
    {
        this.settings = settings;
        this.fn = fn;
        merged = new int[workers];
        queue = new(MaxWaiting * (workers - 1));
        portion = new(settings);
        folders = [.. Enumerable.Range(0, workers).Select(number => new PartialFolder<TIn, TKey, TValue, TAccumulator, TOut, TFn>(settings, fn, number, shared))];
    }

    public bool SettlesAfterFailure => true;

    /// <summary>Begins a batch. A failure at an earlier element is thrown here at the latest.</summary>
    public void Begin(Batch<TIn> next)
    {
        if (Volatile.Read(ref failedAt) != Never)
        {
            Settle();
        }

        (batch, first, end, posted, added) = (next, end, end + next.Count, 0, 0);
    }

    /// <summary>Adds a run of rows of the batch, all of an open window that has not fired.</summary>
    public void Add(WindowTable<TKey, TAccumulator> table, int from, int to)
    {
        table.Share(folders.Length);
        portion.Add(table, from - posted, to - posted);
        added = to;
    }

    /// <summary>Adds rows of the batch that are each in the window of its time, one of those that were shared.</summary>
    /// <param name="from">The first row.</param>
    /// <param name="times">The times of the rows.</param>
    /// <param name="windows">How many windows are open.</param>
    public void AddAlternating(int from, ReadOnlySpan<long> times, int windows)
    {
        portion.AddAlternating(from - posted, times, windows);
        added = from + times.Length;
    }

    /// <summary>Lets workers find an open window that has not fired by its rows' times, until it is merged.</summary>
    public void Share(WindowTable<TKey, TAccumulator> table)
    {
        if (!table.IsShared)
        {
            table.Share(folders.Length);
            table.IsShared = true;
            shared[table.Window] = table;
        }
    }

    /// <summary>Hands the rows of the batch up to this one over to the workers.</summary>
    public void Post(int to)
    {
        if (to == posted)
        {
            return;
        }

        threads ??= [.. folders.Skip(1).Select(folder => Task.Factory.StartNew(() => Work(folder), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        portion.Take(batch, posted, to, first + posted);
        helping.OnPosted();
        if (queue.Count >= folders.Length - 1)
        {
            portion.TakeKeys();
        }

        while (!queue.TryAdd(portion))
        {
            if (helping.OnFull())
            {
                FoldOldest();
            }
            else
            {
                queue.WaitForRoom();
            }
        }

        portion = queue.TryReuse() ?? new(settings);
        posted = to;
    }

    /// <summary>Hands the rows over that were added, and waits until all are folded; throws the first failure if there was one. For when a row behind them has failed.</summary>
    public void SettleAdded()
    {
        Post(Math.Max(added, posted));
        Settle();
    }

    /// <summary>Waits until all that was posted is folded, and throws the first failure if there was one.</summary>
    public void Settle()
    {
        while (helping.IsOnAtEnd && FoldOldest())
        {
        }

        queue.WaitUntilDone();
        helping.OnSettled();
        failure?.Throw();
    }

    /// <summary>Merges what the workers hold of a window into its own cells, when all is folded.</summary>
    public void Merge(WindowTable<TKey, TAccumulator> table)
    {
        if (table.IsShared)
        {
            table.IsShared = false;
            shared.TryRemove(table.Window, out _);
        }

        var partials = table.Partials;
        if (partials.Count(static partial => partial is not null) == 1)
        {
            table.Adopt(partials.Single(static partial => partial is not null)!);
        }
        else
        {
            MergeInOrder(table);
        }

        for (var i = 0; i < partials.Length; i++)
        {
            if (partials[i] is { } partial)
            {
                table.Pending += partial.Pending;
                folders[i].Recycle(table.Window, partial);
                partials[i] = null;
            }
        }
    }

    /// <summary>Checks that workers find just windows that are open and have not fired. While they do nothing.</summary>
    [Conditional("DEBUG")]
    public void CheckInvariants(Func<Window, WindowTable<TKey, TAccumulator>?> openAt)
    {
        Debug.Assert(shared.All(pair => openAt(pair.Key) == pair.Value), "Workers find a window that takes no rows.");
        foreach (var folder in folders)
        {
            folder.CheckInvariants();
        }
    }

    public void Dispose()
    {
        Volatile.Write(ref failedAt, long.MinValue);
        queue.Close();
        Task.WaitAll(threads ?? []);
        foreach (var folder in folders)
        {
            folder.LetGo();
        }
    }

    private void Work(PartialFolder<TIn, TKey, TValue, TAccumulator, TOut, TFn> folder)
    {
        while (queue.Take(out var item))
        {
            Fold(folder, item);
        }
    }

    private bool FoldOldest()
    {
        if (!queue.TryTake(out var item))
        {
            return false;
        }

        Fold(folders[0], item);
        return true;
    }

    // Portions are taken in order, so all that come before one that fails are done or under way, and may yet fail themselves.
    private void Fold(PartialFolder<TIn, TKey, TValue, TAccumulator, TOut, TFn> folder, Portion<TIn, TKey, TValue, TAccumulator> item)
    {
        try
        {
            if (item.First < Volatile.Read(ref failedAt))
            {
                folder.Fold(item);
            }
        }
        catch (Exception e)
        {
            lock (failing)
            {
                if (item.First < failedAt)
                {
                    (failure, failedAt) = (ExceptionDispatchInfo.Capture(e), item.First);
                }
            }
        }

        item.Clear();
        queue.Done(item);
    }

    private void MergeInOrder(WindowTable<TKey, TAccumulator> table)
    {
        var partials = table.Partials;
        Array.Clear(merged);
        while (true)
        {
            var (next, least, limit) = (-1, Never, Never);
            for (var i = 0; i < partials.Length; i++)
            {
                if (partials[i] is { } partial && merged[i] < partial.Portions.Length)
                {
                    var number = partial.Portions[merged[i]];
                    (next, least, limit) = number < least ? (i, number, least) : (next, least, Math.Min(limit, number));
                }
            }

            if (next < 0)
            {
                return;
            }

            merged[next] = MergeUntil(limit, table.Cells, partials[next]!, merged[next]);
        }
    }

    private int MergeUntil(long limit, CellTable<TKey, TAccumulator> cells, PartialTable<TKey, TAccumulator> partial, int from)
    {
        var portions = partial.Portions;
        for (; from < portions.Length && portions[from] < limit; from++)
        {
            ref var cell = ref partial.Cells.Cells[from];
            var own = cells.FindOrAdd(cell.Key);
            if (own < 0)
            {
                cells.Accumulator(~own) = cell.Accumulator;
            }
            else
            {
                MergeInto(ref cells.Accumulator(own), ref cell);
            }
        }

        return from;
    }

    private void MergeInto(ref TAccumulator accumulator, ref CellTable<TKey, TAccumulator>.Cell other)
    {
        try
        {
            fn.MergeAccumulator(ref accumulator, other.Accumulator);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, KV.Of(other.Key, accumulator), e);
        }
    }
}
