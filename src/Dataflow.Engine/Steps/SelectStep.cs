using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Steps;

/// <summary>Maps each value to one value and hands the columns on as they are.</summary>
internal sealed class SelectStep<TIn, TOut>(
    string name, Func<TIn, TOut> selector, StepCounters counters, Receiver<TOut> next, int batchSize, CallSite? site = null)
    : Receiver<TIn>
{
    private readonly CallSite site = site ?? CallSite.First;
    private readonly Batch<TOut> output = new(batchSize);

    public override bool ObservesMarks => next.ObservesMarks;

    public override void Receive(Batch<TIn> batch)
    {
        output.Share(batch.Columns);
        var values = batch.Span;
        var mapped = output.Values.AsSpan(0, values.Length);
        var row = 0;
        try
        {
            site.Map(selector, values, mapped, ref row);
        }
        catch (Exception e)
        {
            throw Failure.At(name, values[row], e);
        }

        counters.In += values.Length;
        counters.Out += values.Length;
        next.Receive(output);
    }
}
