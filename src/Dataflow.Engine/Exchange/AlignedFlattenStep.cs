using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Exchange;

/// <summary>
/// Merges collections that share a source, in the order of their causes: were a branch's whole batch sent before the other's,
/// the size of batches would show in what is late.
/// </summary>
internal sealed class AlignedFlattenStep<T> : ISettling
{
    private readonly StepCounters counters;
    private readonly OrderedMerge<T> merge;
    private readonly Capture<T>[] inputs;
    private readonly Batch<T>[] held;

    public AlignedFlattenStep(int inputs, StepCounters counters, Receiver<T> next, int batchSize)
    {
        this.counters = counters;
        merge = new OrderedMerge<T>(inputs, next, batchSize, keepsCauses: true, comparesRanks: false);
        this.inputs = new Capture<T>[inputs];
        held = new Batch<T>[inputs];
        for (var i = 0; i < inputs; i++)
        {
            held[i] = new Batch<T>(batchSize);
            this.inputs[i] = new Capture<T>(next.ObservesMarks) { Target = held[i] };
        }
    }

    public IReadOnlyList<Receiver<T>> Inputs => inputs;

    // It holds a part of the batch in which the failure is.
    public bool SettlesAfterFailure => false;

    public void Settle()
    {
        foreach (var batch in held)
        {
            counters.In += batch.Count;
            counters.Out += batch.Count;
        }

        merge.Merge(held);
        foreach (var batch in held)
        {
            batch.Clear();
        }
    }
}
