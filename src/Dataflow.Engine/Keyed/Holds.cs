namespace Dataflow.Engine.Keyed;

/// <summary>
/// What holds the output watermark of a step back: the least output time of all cells in windows that have not fired (rules 15 to
/// 20). A heap with an entry for each time that a cell began with or fell to; entries that time has overtaken are put right when they come up.
/// </summary>
internal sealed class Holds<TKey, TAccumulator>
{
    private readonly PriorityQueue<(WindowTable<TKey, TAccumulator> Table, int Opening, int Cell), long> entries = new();

    /// <summary>Takes note of a cell's first time, or of an earlier one than before.</summary>
    public void Add(WindowTable<TKey, TAccumulator> table, int cell) => entries.Enqueue((table, table.Opening, cell), table.Times[cell]);

    /// <summary>The least time, or <see cref="OutputTimes.None"/>.</summary>
    public long Least()
    {
        while (entries.TryPeek(out var entry, out var time))
        {
            var (table, opening, cell) = entry;
            var isOpen = table.Opening == opening && !table.HasFired;
            if (isOpen && table.Times[cell] == time)
            {
                return time;
            }

            entries.Dequeue();
            if (isOpen && table.Times[cell] > time)
            {
                entries.Enqueue(entry, table.Times[cell]);
            }
        }

        return OutputTimes.None;
    }
}
