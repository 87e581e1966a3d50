using System.Runtime.ExceptionServices;
using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Exchange;

/// <summary>One worker's part of a batch, and what the worker made of it. Used again when it has been merged.</summary>
internal sealed class WorkItem<TIn, TOut>(int batchSize)
{
    public Batch<TIn> Input { get; } = new(batchSize);

    public Batch<TOut> Output { get; } = new(batchSize);

    public Batch<LateElement<TIn>> Late { get; } = new(0);

    public ExceptionDispatchInfo? Failure { get; set; }

    public void Clear()
    {
        Input.Clear();
        Output.Clear();
        Late.Clear();
    }
}
