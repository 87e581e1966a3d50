using System.Diagnostics;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// The windows of a step that have not expired: found by window, and by deadline. A window is due first at its end, then at its
/// expiry; the tables of expired windows are used again
/// unless they are much larger than what they held.
/// </summary>
internal sealed class OpenWindows<TKey, TAccumulator>(long lateness)
{
    private const int MaxFree = 16;

    private readonly Dictionary<Window, WindowTable<TKey, TAccumulator>> byWindow = [];
    private readonly PriorityQueue<WindowTable<TKey, TAccumulator>, (long Deadline, Window Window)> byDeadline = new();
    private readonly Stack<WindowTable<TKey, TAccumulator>> free = new();

    public int Count => byWindow.Count;

    public IEnumerable<WindowTable<TKey, TAccumulator>> Tables => byWindow.Values;

    /// <summary>The watermark at which a window is next due; beyond all watermarks if none is open.</summary>
    public long NextDeadline { get; private set; } = long.MaxValue;

    /// <summary>The watermark at which a window expires: one tick after its GC time (rules 24 and 27).</summary>
    public long ExpiryOf(Window window) => EventTime.Add(window.EndTicks, lateness);

    /// <summary>The open table of a window.</summary>
    public WindowTable<TKey, TAccumulator>? Find(Window window) => byWindow.GetValueOrDefault(window);

    /// <summary>Opens a window that is not open.</summary>
    /// <param name="window">The window.</param>
    /// <param name="watermark">The watermark now, which has not reached the window's expiry.</param>
    public WindowTable<TKey, TAccumulator> Open(Window window, long watermark)
    {
        Debug.Assert(watermark < ExpiryOf(window), "An expired window is not opened again.");
        var table = free.Count > 0 ? free.Pop() : new WindowTable<TKey, TAccumulator>();
        table.Open(window);
        byWindow.Add(window, table);
        if (watermark >= window.EndTicks)
        {
            table.MarkFired();
        }

        Enqueue(table, table.HasFired ? ExpiryOf(window) : window.EndTicks);
        return table;
    }

    /// <summary>Takes the next window that is due at this watermark, in the order of deadlines.</summary>
    public bool TryTakeDue(long watermark, out WindowTable<TKey, TAccumulator> table)
    {
        if (watermark < NextDeadline)
        {
            table = null!;
            return false;
        }

        table = byDeadline.Dequeue();
        UpdateNextDeadline();
        return true;
    }

    /// <summary>Keeps a window that was due at its end until it expires.</summary>
    public void KeepUntilExpiry(WindowTable<TKey, TAccumulator> table) => Enqueue(table, ExpiryOf(table.Window));

    /// <summary>Forgets a window that was due.</summary>
    public void Close(WindowTable<TKey, TAccumulator> table)
    {
        byWindow.Remove(table.Window);
        var isWorthKeeping = free.Count < MaxFree && table.Cells.IsWellFilled;
        table.Close();
        if (isWorthKeeping)
        {
            free.Push(table);
        }
        else
        {
            table.LetGo();
        }
    }

    /// <summary>Gives up the memory that is kept for windows to come.</summary>
    public void LetGo()
    {
        while (free.TryPop(out var table))
        {
            table.LetGo();
        }
    }

    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        Debug.Assert(byWindow.Count == byDeadline.Count, $"{byWindow.Count} windows are open but {byDeadline.Count} have a deadline.");
        foreach (var (window, table) in byWindow)
        {
            Debug.Assert(table.Window == window, $"The table of {window} says it is {table.Window}.");
            table.Cells.CheckInvariants();
        }
    }

    private void Enqueue(WindowTable<TKey, TAccumulator> table, long deadline)
    {
        byDeadline.Enqueue(table, (deadline, table.Window));
        UpdateNextDeadline();
    }

    private void UpdateNextDeadline() =>
        NextDeadline = byDeadline.TryPeek(out _, out var next) ? next.Deadline : long.MaxValue;
}
