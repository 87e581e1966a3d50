using Dataflow.Windowing;

namespace Dataflow.Engine.Batches;

/// <summary>
/// What a batch says of its elements besides their values: event times, marks, and the columns that only some streams have.
/// A step that changes values only hands the same columns on.
/// </summary>
internal sealed class Columns(int capacity)
{
    private Window[]? windows;
    private Firing[]? firings;
    private long[]? causes;
    private Rank[]? ranks;

    public int Capacity { get; private set; } = capacity;

    public int Count { get; set; }

    public long[] Times { get; private set; } = new long[capacity];

    public MarkList Marks { get; } = new();

    /// <summary>Whether each element carries the window that an earlier grouping gave it.</summary>
    public bool HasWindows { get; private set; }

    /// <summary>Whether each element carries the pane that brought it.</summary>
    public bool HasFirings { get; private set; }

    /// <summary>Whether each element carries <see cref="Causes"/>.</summary>
    public bool HasCauses { get; private set; }

    /// <summary>Whether each element carries <see cref="Ranks"/>.</summary>
    public bool HasRanks { get; private set; }

    public Window[] Windows => windows!;

    public Firing[] Firings => firings!;

    /// <summary>The place, in the order of the run, of the element or mark that caused each element.</summary>
    public long[] Causes => causes!;

    /// <summary>The place of each element among those with the same cause.</summary>
    public Rank[] Ranks => ranks!;

    public bool IsEmpty => Count == 0 && Marks.Count == 0;

    public void Clear()
    {
        Count = 0;
        Marks.Clear();
    }

    /// <summary>Makes room for the same columns as <paramref name="other"/> has.</summary>
    public void Shape(Columns other) => Shape(other.HasWindows, other.HasFirings, other.HasCauses, other.HasRanks);

    /// <summary>Makes room for the columns asked for.</summary>
    public void Shape(bool withWindows, bool withFirings, bool withCauses, bool withRanks)
    {
        (HasWindows, HasFirings, HasCauses, HasRanks) = (withWindows, withFirings, withCauses, withRanks);
        if (withWindows)
        {
            windows ??= new Window[Capacity];
        }

        if (withFirings)
        {
            firings ??= new Firing[Capacity];
        }

        if (withCauses)
        {
            causes ??= new long[Capacity];
        }

        if (withRanks)
        {
            ranks ??= new Rank[Capacity];
        }
    }

    /// <summary>Numbers rows and marks in the order in which they happen, from <paramref name="origin"/> on, and gives the next number.</summary>
    public long NumberCauses(long origin)
    {
        Shape(HasWindows, HasFirings, withCauses: true, HasRanks);
        var next = origin;
        var row = 0;
        foreach (ref var mark in Marks.Span)
        {
            while (row < mark.Position)
            {
                causes![row++] = next++;
            }

            mark = mark with { Cause = next++ };
        }

        while (row < Count)
        {
            causes![row++] = next++;
        }

        return next;
    }

    /// <summary>Copies the row <paramref name="from"/> of <paramref name="source"/>, which has the same shape, to the row <paramref name="to"/>.</summary>
    public void CopyRow(Columns source, int from, int to)
    {
        Times[to] = source.Times[from];
        if (HasWindows)
        {
            windows![to] = source.windows![from];
        }

        if (HasFirings)
        {
            firings![to] = source.firings![from];
        }

        if (HasCauses)
        {
            causes![to] = source.causes![from];
        }

        if (HasRanks)
        {
            ranks![to] = source.ranks![from];
        }
    }

    /// <summary>Copies <paramref name="count"/> rows of <paramref name="source"/>, which has the same shape, from the row <paramref name="from"/> on.</summary>
    public void CopyRows(Columns source, int from, int to, int count)
    {
        Array.Copy(source.Times, from, Times, to, count);
        if (HasWindows)
        {
            Array.Copy(source.windows!, from, windows!, to, count);
        }

        if (HasFirings)
        {
            Array.Copy(source.firings!, from, firings!, to, count);
        }

        if (HasCauses)
        {
            Array.Copy(source.causes!, from, causes!, to, count);
        }

        if (HasRanks)
        {
            Array.Copy(source.ranks!, from, ranks!, to, count);
        }
    }

    /// <summary>Makes room for at least <paramref name="needed"/> rows.</summary>
    public void Grow(int needed)
    {
        if (needed <= Capacity)
        {
            return;
        }

        Capacity = Math.Max(needed, Capacity * 2);
        Times = Resized(Times);
        windows = windows is null ? null : Resized(windows);
        firings = firings is null ? null : Resized(firings);
        causes = causes is null ? null : Resized(causes);
        ranks = ranks is null ? null : Resized(ranks);
    }

    private TColumn[] Resized<TColumn>(TColumn[] column)
    {
        Array.Resize(ref column, Capacity);
        return column;
    }
}
