using System.Runtime.CompilerServices;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Watermarks;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <content>
/// Elements that change nothing but an accumulator. Most do: a trigger that waits for the hundredth need not be asked at each, nor holds and timers be set anew.
/// </content>
internal sealed partial class TriggeredCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    // So many elements wait at most: what their cells are asked may make room for the next of their keys.
    private const int MaxWaiting = 32;

    private readonly int[] waiting = new int[MaxWaiting];
    private readonly Cell<TKey, TAccumulator, TOut>?[] waitingCells = new Cell<TKey, TAccumulator, TOut>?[MaxWaiting];
    private int waitingCount;
    private Window lastWindow;
    private int endOfRun;
    private int touched;

    /// <summary>
    /// Takes rows from the first on and gives the row behind them. Those that change nothing but an accumulator go first; the others wait until
    /// then, since nothing is in common to elements of different keys.
    /// </summary>
    private int TakeTogether(int from, int to)
    {
        var row = from;
        Exception? failure = null;
        waitingCount = 0;
        try
        {
            while (row < to && waitingCount < MaxWaiting && !IsRetraction(row) && shared!.Find(WindowOf(row)) is { } window)
            {
                var end = EndOfRun(row, to);
                AddQuietly(window, taken.Keys.AsSpan(0, end), taken.Values.AsSpan(0, end), ref row);
            }
        }
        catch (Exception e)
        {
            // Those that wait came before this one, and so does what fails at one of them.
            failure = e;
        }

        var quiet = row - from - waitingCount;
        counters.Assigned += quiet;
        counters.Pending += quiet;
        sequence += quiet;
        if (failure is null && waitingCount < MaxWaiting && row < to)
        {
            waitingCells[waitingCount] = null;
            waiting[waitingCount++] = row++;
        }

        TakeWaiting();
        return failure is null ? row : throw Failure.At(common.Name, batch[row], failure);
    }

    // From the row on; in a method of its own, so that its state is in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddQuietly(SharedWindow<TKey, TAccumulator, TOut> window, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, ref int row)
    {
        var seats = window.Seats;
        var add = fn;
        values = values[..keys.Length];
        for (var i = row; (uint)i < (uint)keys.Length; i++)
        {
            row = i;
            var index = seats.Find(keys[i]);
            if (index >= 0)
            {
                ref var seat = ref seats.Accumulator(index);
                if (seat.Quiet > 0)
                {
                    add.AddInput(ref seat.Accumulator, values[i]);
                    seat.Quiet--;
                    continue;
                }

                waitingCells[waitingCount] = seat.Cell;
            }
            else
            {
                waitingCells[waitingCount] = null;
            }

            waiting[waitingCount++] = i;
            if (waitingCount == MaxWaiting)
            {
                row = i + 1;
                return;
            }
        }

        row = keys.Length;
    }

    // Cells lie all over memory. To look at them one soon after the other lets the processor fetch them side by side.
    private void TakeWaiting()
    {
        foreach (var cell in waitingCells.AsSpan(0, waitingCount))
        {
            touched += cell is null ? 0 : cell.TriggerState.Length + (cell.HasClockTimer ? 1 : 0);
        }

        foreach (var row in waiting.AsSpan(0, waitingCount))
        {
            Process(row);
            CheckSmallState();
        }
    }

    private Window WindowOf(int row)
    {
        if (common.Assigner is not { } assigner)
        {
            return columns.Windows[row];
        }

        var time = columns.Times[row];
        return lastWindow.StartTicks <= time && time < lastWindow.EndTicks ? lastWindow : lastWindow = assigner.Assign(time);
    }

    /// <summary>The row behind those that are in the same window as this one, and no retractions as it is none.</summary>
    private int EndOfRun(int row, int to)
    {
        if (row >= endOfRun)
        {
            endOfRun = common.Assigner is null || columns.HasFirings
                ? FindEndOfRun(row)
                : row + 1 + TimeColumn.RunLength(columns.Times.AsSpan(row + 1, batch.Count - row - 1), lastWindow.StartTicks, lastWindow.EndTicks);
        }

        return Math.Min(endOfRun, to);
    }

    private int FindEndOfRun(int row)
    {
        var window = WindowOf(row);
        do
        {
            row++;
        }
        while (row < batch.Count && !IsRetraction(row) && IsIn(window, row));

        return row;
    }

    private bool IsIn(Window window, int row) =>
        common.Assigner is null ? columns.Windows[row] == window : window.StartTicks <= columns.Times[row] && columns.Times[row] < window.EndTicks;

    /// <summary>Tells all of a cell what only its seat knows, before it is looked at.</summary>
    private void Awake(Cell<TKey, TAccumulator, TOut> cell)
    {
        if (cell.QuietAtRest == 0)
        {
            return;
        }

        ref var seat = ref cell.Seat;
        var came = cell.QuietAtRest - seat.Quiet;
        cell.Accumulator = seat.Accumulator;
        (seat.Accumulator, seat.Quiet, cell.QuietAtRest) = (default!, 0, 0);
        if (came > 0)
        {
            cell.Pending += came;
            cell.Balance += came;
            (cell.HasNew, cell.HoldsNew) = (true, true);
            root.OnElements(ContextOf(cell), came);
        }
    }

    // The first element that waits for a pane holds the output watermark back.
    private void Rest(Cell<TKey, TAccumulator, TOut> cell)
    {
        if (!takesQuietly)
        {
            return;
        }

        var needsHold = cell.PendingHold == Cell<TKey, TAccumulator, TOut>.None && !trigger.AlwaysFiresAtEnd && !IsPast(cell.Window);
        var room = cell.IsClosed || needsHold ? 0 : root.Quiet(ContextOf(cell));
        if (room > 0)
        {
            ref var seat = ref cell.Seat;
            (seat.Accumulator, seat.Quiet, cell.QuietAtRest) = (cell.Accumulator, room, room);
            cell.Accumulator = default!;
        }
    }
}
