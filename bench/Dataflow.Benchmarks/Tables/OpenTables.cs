namespace Dataflow.Benchmarks.Tables;

/// <summary>
/// The tables of a hand-written loop's open windows, by their starts, in a sorted list: new elements are nearly always of its last window or the one before.
/// </summary>
internal sealed class OpenTables<TCell>
    where TCell : struct
{
    private readonly List<KeyTable<TCell>> tables = [];
    private readonly List<long> starts = [];
    private readonly Stack<KeyTable<TCell>> free = new();

    public int Count => tables.Count;

    /// <summary>The start of the first open window; beyond all times if none is open.</summary>
    public long FirstStart { get; private set; } = long.MaxValue;

    public KeyTable<TCell> First => tables[0];

    public KeyTable<TCell> this[int index] => tables[index];

    public KeyTable<TCell>? Find(long start) => PlaceOf(start) is var place && place < starts.Count && starts[place] == start ? tables[place] : null;

    public KeyTable<TCell> FindOrOpen(long start)
    {
        var place = PlaceOf(start);
        if (place < starts.Count && starts[place] == start)
        {
            return tables[place];
        }

        var table = free.Count > 0 ? free.Pop() : new KeyTable<TCell>();
        table.Start = start;
        tables.Insert(place, table);
        starts.Insert(place, start);
        FirstStart = starts[0];
        return table;
    }

    /// <summary>Closes the first window and keeps its table, emptied, for the next.</summary>
    public void CloseFirst()
    {
        var table = tables[0];
        tables.RemoveAt(0);
        starts.RemoveAt(0);
        FirstStart = starts.Count > 0 ? starts[0] : long.MaxValue;
        table.Clear();
        free.Push(table);
    }

    // The place of the first table that does not start before this.
    private int PlaceOf(long start)
    {
        var place = starts.Count;
        for (var tries = 0; tries < 2; tries++)
        {
            if (place == 0 || starts[place - 1] < start)
            {
                return place;
            }

            place--;
        }

        place = starts.BinarySearch(start);
        return place < 0 ? ~place : place;
    }
}
