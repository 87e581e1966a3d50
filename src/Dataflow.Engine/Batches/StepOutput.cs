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

    /// <summary>Room for the values of rows that come next: for as many as are wanted, or as fit into the batch.</summary>
    public Span<T> Room(int wanted)
    {
        if (batch.Columns.Count == batchSize)
        {
            Flush();
        }

        return batch.Values.AsSpan(batch.Columns.Count, Math.Min(wanted, batchSize - batch.Columns.Count));
    }

    /// <summary>Adds panes of one firing, whose values stand in the <see cref="Room"/>, and gives the row of the first, for their ranks.</summary>
    public int AddPanes(int count, long time, Window window, in Firing firing, long cause)
    {
        var columns = batch.Columns;
        var row = columns.Count;
        columns.Times.AsSpan(row, count).Fill(time);
        columns.Windows.AsSpan(row, count).Fill(window);
        columns.Firings.AsSpan(row, count).Fill(firing);
        if (columns.HasCauses)
        {
            columns.Causes.AsSpan(row, count).Fill(cause);
        }

        columns.Count = row + count;
        return row;
    }

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
