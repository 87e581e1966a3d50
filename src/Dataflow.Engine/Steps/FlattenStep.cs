using Dataflow.Engine.Batches;
using Dataflow.Time;

namespace Dataflow.Engine.Steps;

/// <summary>
/// Merges collections that come from different sources, in the order in which they are sent. The watermark is the least of the
/// inputs', the clock the greatest.
/// </summary>
internal sealed class FlattenStep<T>
{
    private readonly Receiver<T> next;
    private readonly StepCounters counters;
    private readonly StepOutput<T> output;
    private readonly Input[] inputs;
    private long clock = EventTime.StartTicks;
    private long watermark = EventTime.StartTicks;

    public FlattenStep(int inputs, StepCounters counters, Receiver<T> next, int batchSize)
    {
        this.next = next;
        this.counters = counters;
        output = new StepOutput<T>(next, batchSize);
        this.inputs = new Input[inputs];
        for (var i = 0; i < inputs; i++)
        {
            this.inputs[i] = new Input(this);
        }
    }

    public IReadOnlyList<Receiver<T>> Inputs => inputs;

    private void Receive(Input input, Batch<T> batch)
    {
        counters.In += batch.Count;
        counters.Out += batch.Count;
        var columns = batch.Columns;
        if (columns.Marks.Count == 0)
        {
            next.Receive(batch);
            return;
        }

        output.Columns.Shape(columns);
        var nextMark = 0;
        for (var row = 0; row <= columns.Count; row++)
        {
            for (; nextMark < columns.Marks.Count && columns.Marks[nextMark].Position <= row; nextMark++)
            {
                Take(input, columns.Marks[nextMark]);
            }

            if (row < columns.Count)
            {
                var index = output.Add(batch[row], columns.Times[row]);
                output.Columns.CopyRow(columns, row, index);
            }
        }

        output.Flush();
    }

    private void Take(Input input, in Mark mark)
    {
        if (mark.Kind == MarkKind.Clock)
        {
            if (mark.Ticks > clock)
            {
                clock = mark.Ticks;
                output.HandOn(MarkKind.Clock, clock, mark.Cause);
            }

            return;
        }

        input.Watermark = mark.Ticks;
        var least = inputs.Min(other => other.Watermark);
        if (least > watermark)
        {
            watermark = least;
            output.HandOn(MarkKind.Watermark, watermark, mark.Cause);
        }
    }

    private sealed class Input(FlattenStep<T> step) : Receiver<T>
    {
        public long Watermark { get; set; } = EventTime.StartTicks;

        public override bool ObservesMarks => step.next.ObservesMarks;

        public override void Receive(Batch<T> batch) => step.Receive(this, batch);
    }
}
