using Dataflow.Benchmarks.FixedWindowSums;

namespace Dataflow.Benchmarks.StringKeys;

/// <summary>The tables of the open windows, by their starts; see <see cref="Tables.OpenTables{TCell}"/>.</summary>
internal sealed class OpenSensorTables
{
    private readonly List<SensorTable> tables = [];
    private readonly Stack<SensorTable> free = new();

    public long FirstStart { get; private set; } = long.MaxValue;

    public SensorTable FindOrOpen(long start)
    {
        var place = tables.Count;
        for (; place > 0 && tables[place - 1].Start >= start; place--)
        {
            if (tables[place - 1].Start == start)
            {
                return tables[place - 1];
            }
        }

        var table = free.Count > 0 ? free.Pop() : new SensorTable();
        table.Start = start;
        tables.Insert(place, table);
        FirstStart = tables[0].Start;
        return table;
    }

    public void Flush(FixedWindowQuery query, long watermark, Action<SensorSum> emit)
    {
        while (tables.Count > 0 && FirstStart + query.Size <= watermark)
        {
            var table = tables[0];
            foreach (ref readonly var cell in table.Used)
            {
                emit(new SensorSum(FirstStart, cell.Key, cell.Sum));
            }

            tables.RemoveAt(0);
            FirstStart = tables.Count > 0 ? tables[0].Start : long.MaxValue;
            table.Clear();
            free.Push(table);
        }
    }
}
