using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Steps;

/// <summary>Adds any number of values for each row of a batch, which take over the row's columns, and keeps marks in their places.</summary>
internal sealed class Expansion<TIn, TOut>(Receiver<TOut> next, int batchSize)
{
    private readonly StepOutput<TOut> output = new(next, batchSize);
    private Columns source = null!;
    private int row;
    private int nextMark;
    private long added;

    public void Begin(Batch<TIn> batch)
    {
        source = batch.Columns;
        output.Columns.Shape(source);
        (nextMark, added) = (0, 0);
    }

    /// <summary>Goes to the next row.</summary>
    public void MoveTo(int next)
    {
        row = next;
        for (; nextMark < source.Marks.Count && source.Marks[nextMark].Position <= row; nextMark++)
        {
            ref readonly var mark = ref source.Marks[nextMark];
            output.HandOn(mark.Kind, mark.Ticks, mark.Cause);
        }
    }

    public void Add(TOut value) => Add(value, source.Times[row]);

    /// <summary>Adds a value with an event time of its own.</summary>
    public void Add(TOut value, long time)
    {
        var index = output.Add(value, time);
        output.Columns.CopyRow(source, row, index);
        output.Columns.Times[index] = time;
        added++;
    }

    /// <summary>Ends the batch and gives how many values were added in it.</summary>
    public long End()
    {
        MoveTo(source.Count);
        output.Flush();
        return added;
    }
}
