using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Steps;

/// <summary>Keeps the elements that satisfy a predicate and counts the others as filtered.</summary>
internal sealed class WhereStep<T>(
    string name, Func<T, bool> predicate, StepCounters counters, Receiver<T> next, int batchSize, CallSite? site = null)
    : Receiver<T>
{
    private readonly CallSite site = site ?? CallSite.First;
    private readonly Selection<T> selection = new(next, batchSize);

    public override bool ObservesMarks => next.ObservesMarks;

    public override void Receive(Batch<T> batch)
    {
        var values = batch.Span;
        var rows = selection.Begin(values.Length);
        int kept;
        var row = 0;
        try
        {
            kept = site.Keep(predicate, values, rows, ref row);
        }
        catch (Exception e)
        {
            throw Failure.At(name, values[row], e);
        }

        counters.In += values.Length;
        counters.Out += kept;
        counters.Filtered += values.Length - kept;
        selection.Send(batch, kept);
    }
}
