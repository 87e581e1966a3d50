using System.Runtime.CompilerServices;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Watermarks;
using Dataflow.Engine.Windows;
using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>Cuts a batch into runs of rows of one window, and finds the tables of their windows. For elements that are in one window each.</summary>
/// <param name="assigner">Assigns windows by event time; null if elements carry their windows.</param>
/// <param name="windows">The windows that are open.</param>
internal sealed class WindowRuns<TKey, TAccumulator>(WindowAssigner? assigner, OpenWindows<TKey, TAccumulator> windows)
{
    private WindowTable<TKey, TAccumulator>? current;
    private WindowTable<TKey, TAccumulator>? previous;

    /// <summary>The window of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Window WindowOf(Columns columns, int row)
    {
        if (assigner is null)
        {
            return columns.Windows[row];
        }

        var time = columns.Times[row];
        if (current is not null && current.Window.StartTicks <= time && time < current.Window.EndTicks)
        {
            return current.Window;
        }

        // Near the end of a window elements alternate between it and the next.
        if (previous is not null && previous.Window.StartTicks <= time && time < previous.Window.EndTicks)
        {
            (current, previous) = (previous, current);
            return current.Window;
        }

        return assigner.Assign(time);
    }

    /// <summary>The row behind those that are in this window, from the row <paramref name="from"/> on, which is.</summary>
    public int EndOfRun(Columns columns, Window window, int from, int to)
    {
        if (assigner is not null)
        {
            return from + 1 + TimeColumn.RunLength(columns.Times.AsSpan(from + 1, to - from - 1), window.StartTicks, window.EndTicks);
        }

        var end = from + 1;
        while (end < to && columns.Windows[end] == window)
        {
            end++;
        }

        return end;
    }

    /// <summary>The table of a window, or null if it is not open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WindowTable<TKey, TAccumulator>? Find(Window window)
    {
        if (current is not null && current.Window == window)
        {
            return current;
        }

        if (previous is not null && previous.Window == window)
        {
            (current, previous) = (previous, current);
            return current;
        }

        return windows.Find(window) is { } table ? Show(table) : null;
    }

    /// <summary>Opens a window that is not open.</summary>
    public WindowTable<TKey, TAccumulator> Open(Window window, long watermark) => Show(windows.Open(window, watermark));

    /// <summary>Forgets a table that is to be closed.</summary>
    public void Forget(WindowTable<TKey, TAccumulator> table)
    {
        current = current == table ? null : current;
        previous = previous == table ? null : previous;
    }

    private WindowTable<TKey, TAccumulator> Show(WindowTable<TKey, TAccumulator> table)
    {
        previous = current;
        return current = table;
    }
}
