using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Tests.Batches;

/// <summary>Takes note of what it receives.</summary>
internal sealed class Collector<T>(bool observesMarks = true) : Receiver<T>
{
    public List<Item> Items { get; } = [];

    /// <summary>The greatest count of elements in a batch.</summary>
    public int LargestBatch { get; private set; }

    public override bool ObservesMarks => observesMarks;

    public override void Receive(Batch<T> batch)
    {
        LargestBatch = Math.Max(LargestBatch, batch.Count);
        Items.AddRange(Item.Flatten(batch));
    }
}
