namespace Dataflow.Engine.Batches;

/// <summary>The input side of an operator or sink.</summary>
internal abstract class Receiver<T>
{
    /// <summary>
    /// Whether the operator or one behind it decides by the watermark. If none does, marks need not be handed on to it:
    /// panes carry the watermark and clock of their firing.
    /// </summary>
    public abstract bool ObservesMarks { get; }

    /// <summary>Takes a batch, which is lent until the call returns.</summary>
    public abstract void Receive(Batch<T> batch);
}
