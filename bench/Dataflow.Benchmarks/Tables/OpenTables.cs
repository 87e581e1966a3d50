namespace Dataflow.Benchmarks.Tables;

/// <summary>
/// The tables of a hand-written loop's open windows, by their starts. New elements are nearly always of the last few windows, so a list that
/// is searched from its end is the fastest index.
/// </summary>
internal sealed class OpenTables<TCell>
    where TCell : struct
{
    private readonly List<KeyTable<TCell>> tables = [];
    private readonly Stack<KeyTable<TCell>> free = new();

    public int Count => tables.Count;

    /// <summary>The start of the first open window; beyond all times if none is open.</summary>
    public long FirstStart { get; private set; } = long.MaxValue;

    public KeyTable<TCell> First => tables[0];

    public KeyTable<TCell> this[int index] => tables[index];

    public KeyTable<TCell>? Find(long start) => PlaceOf(start) is var place && place < tables.Count && tables[place].Start == start ? tables[place] : null;

    public KeyTable<TCell> FindOrOpen(long start)
    {
        var place = PlaceOf(start);
        if (place < tables.Count && tables[place].Start == start)
        {
            return tables[place];
        }

        var table = free.Count > 0 ? free.Pop() : new KeyTable<TCell>();
        table.Start = start;
        tables.Insert(place, table);
        FirstStart = tables[0].Start;
        return table;
    }

    /// <summary>Closes the first window and keeps its table, emptied, for the next.</summary>
    public void CloseFirst()
    {
        var table = tables[0];
        tables.RemoveAt(0);
        FirstStart = tables.Count > 0 ? tables[0].Start : long.MaxValue;
        table.Clear();
        free.Push(table);
    }

    // The place of the first table that does not start before this.
    private int PlaceOf(long start)
    {
        var place = tables.Count;
        while (place > 0 && tables[place - 1].Start >= start)
        {
            place--;
        }

        return place;
    }
}
