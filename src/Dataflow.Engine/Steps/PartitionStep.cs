using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Steps;

/// <summary>Sends each element to the one receiver that a function names.</summary>
internal sealed class PartitionStep<T>(string name, Func<T, int> partition, StepCounters counters, IReadOnlyList<Receiver<T>> parts, int batchSize)
    : Receiver<T>
{
    private readonly Selection<T>[] selections = [.. parts.Select(part => new Selection<T>(part, batchSize))];
    private int[] indices = new int[batchSize];

    public override bool ObservesMarks { get; } = parts.Any(part => part.ObservesMarks);

    public override void Receive(Batch<T> batch)
    {
        if (indices.Length < batch.Count)
        {
            indices = new int[batch.Count];
        }

        for (var row = 0; row < batch.Count; row++)
        {
            indices[row] = PartOf(batch[row]);
        }

        for (var part = 0; part < selections.Length; part++)
        {
            var rows = selections[part].Begin(batch.Count);
            var kept = 0;
            for (var row = 0; row < batch.Count; row++)
            {
                rows[kept] = row;
                kept += indices[row] == part ? 1 : 0;
            }

            selections[part].Send(batch, kept);
        }

        counters.In += batch.Count;
        counters.Out += batch.Count;
    }

    private int PartOf(T value)
    {
        try
        {
            var part = partition(value);
            return part >= 0 && part < selections.Length
                ? part
                : throw new InvalidOperationException($"The partition must be from 0 to {selections.Length - 1}, but it is {part}.");
        }
        catch (Exception e)
        {
            throw Failure.At(name, value, e);
        }
    }
}
