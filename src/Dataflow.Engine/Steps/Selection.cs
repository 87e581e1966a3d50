using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Steps;

/// <summary>Lends some rows of a batch, in order, with the marks between them.</summary>
internal sealed class Selection<T>(Receiver<T> next, int batchSize)
{
    private readonly Batch<T> output = new(batchSize);
    private int[] rows = new int[batchSize];

    /// <summary>Room for the indices of the rows to keep, for a batch of this many rows.</summary>
    public int[] Begin(int count)
    {
        if (rows.Length < count)
        {
            rows = new int[count];
        }

        return rows;
    }

    /// <summary>Sends the rows whose indices stand in the first <paramref name="kept"/> places.</summary>
    public void Send(Batch<T> batch, int kept)
    {
        if (kept == batch.Count)
        {
            next.Receive(batch);
            return;
        }

        var columns = batch.Columns;
        output.Clear();
        output.Columns.Shape(columns);
        output.Columns.Grow(kept);
        output.Reserve(kept);
        for (var i = 0; i < kept; i++)
        {
            output.Values[i] = batch[rows[i]];
            output.Columns.CopyRow(columns, rows[i], i);
        }

        output.Columns.Count = kept;
        if (next.ObservesMarks)
        {
            MoveMarks(columns, kept);
        }

        if (!output.Columns.IsEmpty)
        {
            next.Receive(output);
        }
    }

    // A mark keeps its place between the rows that are left: before the first kept row that it stood before.
    private void MoveMarks(Columns columns, int kept)
    {
        var position = 0;
        foreach (ref readonly var mark in columns.Marks.Span)
        {
            while (position < kept && rows[position] < mark.Position)
            {
                position++;
            }

            output.Columns.Marks.Add(position, mark.Kind, mark.Ticks, mark.Cause);
        }
    }
}
