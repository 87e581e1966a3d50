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

    // Only what the user's function and its enumerator do is this step's fault; what a step behind it throws is not.
    private void AddAll(Batch<TIn> batch, int row)
    {
        using var values = Enumerate(batch, row);
        while (TryNext(values, batch, row, out var value))
        {
            output.Add(value);
        }
    }

    private IEnumerator<TOut> Enumerate(Batch<TIn> batch, int row)
    {
        try
        {
            return selector(batch[row]).GetEnumerator();
        }
        catch (Exception e)
        {
            throw Failure.At(name, batch[row], e);
        }
    }

    private bool TryNext(IEnumerator<TOut> values, Batch<TIn> batch, int row, out TOut value)
    {
        try
        {
            var hasNext = values.MoveNext();
            value = hasNext ? values.Current : default!;
            return hasNext;
        }
        catch (Exception e)
        {
            throw Failure.At(name, batch[row], e);
        }
    }
}
