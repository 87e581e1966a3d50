using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// Rows of a batch for one worker to fold: a copy of the values unless their array lasts, and the runs of rows that go into one window each.
/// Used again when it has been folded.
/// </summary>
internal sealed class Portion<TIn, TKey, TAccumulator>(int batchSize)
{
    private TIn[] own = new TIn[batchSize];
    private TIn[]? lasting;
    private int offset;
    private int count;

    /// <summary>The number of the first row in the order of the step.</summary>
    public long First { get; private set; }

    public List<(WindowTable<TKey, TAccumulator> Table, int From, int To)> Runs { get; } = [];

    public ReadOnlySpan<TIn> Values => (lasting ?? own).AsSpan(offset, count);

    /// <summary>Takes the rows of a batch from <paramref name="from"/> to <paramref name="to"/>; runs count from there.</summary>
    public void Take(Batch<TIn> batch, int from, int to, long first)
    {
        (count, First) = (to - from, first);
        if (batch.ValuesLast)
        {
            (lasting, offset) = (batch.Values, batch.Offset + from);
            return;
        }

        if (own.Length < count)
        {
            own = new TIn[count];
        }

        batch.Span[from..to].CopyTo(own);
    }

    /// <summary>Gives up what it holds.</summary>
    public void Clear()
    {
        Runs.Clear();
        (lasting, offset, count) = (null, 0, 0);
    }
}
