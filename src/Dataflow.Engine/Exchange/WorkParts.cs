using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Exchange;

/// <summary>The parts of one batch, one for each partition, and what was made of them. Used again when it has been merged.</summary>
internal sealed class WorkParts<TIn, TOut>
{
    private readonly int mostRows;

    /// <summary>Makes empty parts.</summary>
    /// <param name="partitions">How many parts there are.</param>
    /// <param name="mostRows">For how many rows a part keeps memory.</param>
    /// <param name="hasOrigins">Whether rows and marks have names before they are split.</param>
    public WorkParts(int partitions, int mostRows, bool hasOrigins)
    {
        this.mostRows = mostRows;
        Origins = hasOrigins ? new() : null;
        Items = [.. Enumerable.Range(0, partitions).Select(static _ => new WorkItem<TIn, TOut>())];
        Inputs = Array.ConvertAll(Items, static item => item.Input);
        Outputs = Array.ConvertAll(Items, static item => item.Output);
        Late = Array.ConvertAll(Items, static item => item.Late);
    }

    public WorkItem<TIn, TOut>[] Items { get; }

    public Batch<TIn>[] Inputs { get; }

    public Batch<TOut>[] Outputs { get; }

    public Batch<LateElement<TIn>>[] Late { get; }

    /// <summary>What the rows and marks were called before they were split; null if they had no names.</summary>
    public Origins? Origins { get; }

    /// <summary>Whether all parts are done.</summary>
    public bool IsDone
    {
        get
        {
            foreach (var item in Items)
            {
                if (!item.IsDone)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public void ThrowFailure()
    {
        foreach (var item in Items)
        {
            item.Failure?.Throw();
        }
    }

    public void Clear()
    {
        foreach (var item in Items)
        {
            item.Clear(mostRows);
        }
    }
}
