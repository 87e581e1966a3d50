namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>The hand-written loop's open windows. With this watermark only one or two are open at a time, so a list is the fastest index.</summary>
internal sealed class OpenSums
{
    private readonly List<SumTable> tables = [];
    private readonly Stack<SumTable> free = new();

    /// <summary>The end of the first open window; beyond all times if none is open.</summary>
    public long FirstEnd { get; private set; } = long.MaxValue;

    public SumTable FindOrOpen(long start)
    {
        var place = tables.Count;
        for (; place > 0 && tables[place - 1].Start >= start; place--)
        {
            if (tables[place - 1].Start == start)
            {
                return tables[place - 1];
            }
        }

        var table = free.Count > 0 ? free.Pop() : new SumTable();
        table.Start = start;
        tables.Insert(place, table);
        FirstEnd = tables[0].Start + FixedWindowQuery.Size;
        return table;
    }

    public void Flush(long watermark, Action<WindowSum> emit)
    {
        while (FirstEnd <= watermark && tables.Count > 0)
        {
            var table = tables[0];
            tables.RemoveAt(0);
            FirstEnd = tables.Count > 0 ? tables[0].Start + FixedWindowQuery.Size : long.MaxValue;
            table.Flush(emit);
            free.Push(table);
        }
    }
}
