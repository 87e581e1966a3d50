using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataflow.Windowing;

namespace Dataflow.Engine.Batches;

/// <summary>
/// The output side of an operator that makes new elements: fills a batch of its own, lends it when it is full or flushed, and
/// hands marks on to receivers that observe them.
/// </summary>
internal sealed class StepOutput<T>
{
    private readonly Receiver<T> next;
    private readonly Batch<T> batch;
    private readonly int batchSize;

    public StepOutput(Receiver<T> next, int batchSize)
    {
        this.next = next;
        this.batchSize = batchSize;
        batch = new Batch<T>(batchSize);
    }

    /// <summary>The columns that the output has; shape them before the first row.</summary>
    public Columns Columns => batch.Columns;

    /// <summary>Adds a row with its value and time, and gives its index for the other columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Add(T value, long time)
    {
        var columns = batch.Columns;
        if (columns.Count == batchSize)
        {
            Flush();
        }

        var row = columns.Count;
        batch.Values[row] = value;
        columns.Times[row] = time;
        columns.Count = row + 1;
        return row;
    }

    /// <summary>Adds a pane.</summary>
    public void AddPane(T value, long time, Window window, in Firing firing, long cause, in Rank rank)
    {
        var row = Add(value, time);
        var columns = batch.Columns;
        columns.Windows[row] = window;
        columns.Firings[row] = firing;
        if (columns.HasCauses)
        {
            columns.Causes[row] = cause;
        }

        if (columns.HasRanks)
        {
            columns.Ranks[row] = rank;
        }
    }

    /// <summary>
    /// Makes rows for panes of one window that fire together, as many of <paramref name="count"/> as the batch has room for and at least one, and gives their values to be
    /// set. They count from <see cref="Commit"/> on.
    /// </summary>
    public Span<T> Reserve(int count, long time, Window window, in Firing firing, long cause)
    {
        Debug.Assert(count > 0, "There are panes to make rows for.");
        var columns = batch.Columns;
        if (columns.Count == batchSize)
        {
            Flush();
        }

        var first = columns.Count;
        var room = Math.Min(count, batchSize - first);
        columns.Times.AsSpan(first, room).Fill(time);
        columns.Windows.AsSpan(first, room).Fill(window);
        columns.Firings.AsSpan(first, room).Fill(firing);
        if (columns.HasCauses)
        {
            columns.Causes.AsSpan(first, room).Fill(cause);
        }

        return batch.Values.AsSpan(first, room);
    }

    /// <summary>Adds the rows that were reserved last, when their values, and their ranks if the output has them, are set.</summary>
    public void Commit(int count) => batch.Columns.Count += count;

    /// <summary>Hands a mark on behind the rows added so far.</summary>
    public void HandOn(MarkKind kind, long ticks, long cause)
    {
        if (next.ObservesMarks)
        {
            batch.Columns.Marks.Add(batch.Columns.Count, kind, ticks, cause);
        }
    }

    public void Flush()
    {
        if (!batch.Columns.IsEmpty)
        {
            next.Receive(batch);
            batch.Clear();
        }
    }
}
