using System.Runtime.ExceptionServices;
using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Exchange;

/// <summary>A partition's part of a batch, and what its step made of it. Used again when it has been merged.</summary>
internal sealed class WorkItem<TIn, TOut>
{
    private volatile bool isDone;

    public Batch<TIn> Input { get; } = new(0);

    public Batch<TOut> Output { get; } = new(0);

    public Batch<LateElement<TIn>> Late { get; } = new(0);

    /// <summary>Why the step did nothing, or not all, with it.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    /// <summary>Whether the outputs are as they will be.</summary>
    public bool IsDone => isDone;

    public void Done(ExceptionDispatchInfo? failure)
    {
        Failure = failure;
        isDone = true;
    }

    /// <summary>Forgets all, and keeps memory for so many rows of each batch at most.</summary>
    public void Clear(int mostRows)
    {
        Input.Clear(mostRows);
        Output.Clear(mostRows);
        Late.Clear(mostRows);
        isDone = false;
    }
}
