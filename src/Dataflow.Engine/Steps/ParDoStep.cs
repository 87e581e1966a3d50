using System.Runtime.ExceptionServices;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Windows;

namespace Dataflow.Engine.Steps;

/// <summary>Calls a function with each element and everything known of it; the function emits any number of values.</summary>
internal sealed class ParDoStep<TIn, TOut> : Receiver<TIn>
{
    private readonly string name;
    private readonly Action<WindowedValue<TIn>, Action<TOut>> function;
    private readonly StepCounters counters;
    private readonly RowView<TIn> rows;
    private readonly Expansion<TIn, TOut> output;
    private readonly Action<TOut> emit;
    private ExceptionDispatchInfo? behind;

    public ParDoStep(
        string name,
        Action<WindowedValue<TIn>, Action<TOut>> function,
        WindowAssigner? assigner,
        StepCounters counters,
        Receiver<TOut> next,
        int batchSize)
    {
        this.name = name;
        this.function = function;
        this.counters = counters;
        rows = new RowView<TIn>(assigner);
        output = new Expansion<TIn, TOut>(next, batchSize);
        emit = Emit;
    }

    // The function sees the clock and the watermark.
    public override bool ObservesMarks => true;

    public override void Receive(Batch<TIn> batch)
    {
        rows.Begin();
        output.Begin(batch);
        for (var row = 0; row < batch.Count; row++)
        {
            output.MoveTo(row);
            try
            {
                function(rows.At(batch, row), emit);
            }
            catch (Exception e)
            {
                // Unless a step behind threw it through the user's function, the failure is this step's.
                behind?.Throw();
                throw Failure.At(name, batch[row], e);
            }
        }

        rows.End(batch);
        counters.In += batch.Count;
        counters.Out += output.End();
    }

    private void Emit(TOut value)
    {
        try
        {
            output.Add(value);
        }
        catch (Exception e)
        {
            behind = ExceptionDispatchInfo.Capture(e);
            throw;
        }
    }
}
