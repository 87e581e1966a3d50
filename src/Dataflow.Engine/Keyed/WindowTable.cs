using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// An open window for all its keys: their cells, and the columns beside them that only some strategies need. Windows that are
/// the same for all keys have one table and one deadline each, not one a key.
/// </summary>
internal sealed class WindowTable<TKey, TAccumulator> : WindowCells<TKey, TAccumulator>
{
    private int[] panes = [];

    public Window Window { get; private set; }

    /// <summary>What each worker holds of the window, where several fold it; a worker sets its own place. Empty where only one does.</summary>
    public PartialTable<TKey, TAccumulator>?[] Partials { get; private set; } = [];

    /// <summary>Whether workers find it by the times of its rows.</summary>
    public bool IsShared { get; set; }

    /// <summary>Whether the on-time panes were emitted; each element from then on is a late pane.</summary>
    public bool HasFired { get; private set; }

    /// <summary>How many cells there were when the on-time panes were emitted. For windows that have fired.</summary>
    public int CellsAtEnd { get; private set; }

    /// <summary>The output times of the cells; used unless panes carry the end of the window.</summary>
    public OutputTimes Times { get; } = new();

    /// <summary>The place in the order of the run of the element that made each cell; used where workers' panes are merged.</summary>
    public List<long> Sequences { get; } = [];

    /// <summary>How many windows the table has been used for: what refers to an earlier one is out of date.</summary>
    public int Opening { get; private set; }

    public void Open(Window window)
    {
        Opening++;
        Cells.Begin();
        Window = window;
        HasFired = false;
    }

    /// <summary>Makes places for what workers hold of the window.</summary>
    public void Share(int workers)
    {
        if (Partials.Length == 0)
        {
            Partials = new PartialTable<TKey, TAccumulator>?[workers];
        }
    }

    /// <summary>Takes the cells of <paramref name="partial"/> for its own, of which it has none, and gives its empty table for them.</summary>
    public void Adopt(PartialTable<TKey, TAccumulator> partial) => Cells = partial.Exchange(Cells);

    /// <summary>Says that the watermark has passed the window, and that every cell there is has emitted its on-time pane, but for those that <see cref="SkipPane"/> names.</summary>
    public void MarkFired()
    {
        HasFired = true;
        CellsAtEnd = Cells.Count;
        Pending = 0;
        if (panes.Length < Cells.Count)
        {
            panes = new int[Cells.Count];
        }

        panes.AsSpan(0, Cells.Count).Fill(1);
    }

    /// <summary>Says that a cell has emitted no on-time pane. For windows that have fired.</summary>
    public void SkipPane(int cell) => panes[cell] = 0;

    /// <summary>Counts a pane of a cell and gives how many it had before. For windows that have fired.</summary>
    public int CountPane(int cell)
    {
        if (cell >= panes.Length)
        {
            Array.Resize(ref panes, Math.Max(cell + 1, panes.Length * 2));
        }

        return panes[cell]++;
    }

    /// <summary>Ends the window and makes the table ready for another.</summary>
    public void Close()
    {
        Opening++;
        Cells.Retire();
        Array.Clear(panes);
        Times.Clear();
        Sequences.Clear();
        Pending = 0;
    }

    /// <summary>Lets go of the memory of a table that is closed and not to be used again, whatever still refers to it.</summary>
    public void LetGo()
    {
        Cells.LetGo();
        (Cells, panes) = (new(), []);
    }
}
