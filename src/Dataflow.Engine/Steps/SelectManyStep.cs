using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Steps;

/// <summary>Maps each element to any number of values, each with the element's own columns.</summary>
internal sealed class SelectManyStep<TIn, TOut>(
    string name, Func<TIn, IEnumerable<TOut>> selector, StepCounters counters, Receiver<TOut> next, int batchSize)
    : Receiver<TIn>
{
    private readonly Expansion<TIn, TOut> output = new(next, batchSize);

    public override bool ObservesMarks => next.ObservesMarks;

    public override void Receive(Batch<TIn> batch)
    {
        output.Begin(batch);
        for (var row = 0; row < batch.Count; row++)
        {
            output.MoveTo(row);
            AddAll(batch, row);
        }

        counters.In += batch.Count;
        counters.Out += output.End();
    }

    private void AddAll(Batch<TIn> batch, int row)
    {
        try
        {
            foreach (var value in selector(batch[row]))
            {
                output.Add(value);
            }
        }
        catch (Exception e) when (e is not StepFailedException)
        {
            throw Failure.At(name, batch[row], e);
        }
    }
}
