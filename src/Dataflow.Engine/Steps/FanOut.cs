using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Steps;

/// <summary>Lends each batch to several receivers, one after the other: branches share what stands before them.</summary>
internal sealed class FanOut<T>(IReadOnlyList<Receiver<T>> receivers) : Receiver<T>
{
    private readonly Receiver<T>[] receivers = [.. receivers];

    /// <summary>Whether what it receives goes nowhere.</summary>
    public bool IsEmpty => receivers.Length == 0;

    public override bool ObservesMarks { get; } = receivers.Any(receiver => receiver.ObservesMarks);

    public override void Receive(Batch<T> batch)
    {
        foreach (var receiver in receivers)
        {
            receiver.Receive(batch);
        }
    }
}
