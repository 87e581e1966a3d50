using System.Diagnostics;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Keyed;
using Dataflow.Engine.Steps;
using Dataflow.Panes;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Early;

/// <content>Marks, and the panes that they and late elements cause.</content>
internal sealed partial class EarlyCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    private void Settle(in Mark mark)
    {
        if (mark.Kind == MarkKind.Clock)
        {
            AdvanceClock(mark.Ticks, mark.Cause);
        }
        else
        {
            AdvanceWatermark(mark.Ticks, mark.Cause);
        }

        late.HandOn(mark);
    }

    /// <summary>Runs the timers that the clock passes, each when it is due. Those for <paramref name="to"/> itself run when the clock moves on (choice 2).</summary>
    private void AdvanceClock(long to, long cause)
    {
        Debug.Assert(to >= clock, $"The clock goes back from {clock} to {to}.");
        while (timers.NextDue < to)
        {
            var due = timers.NextDue;
            foreach (ref readonly var cells in timers.TakeDue())
            {
                if (due > clock)
                {
                    clock = due;
                    panes.HandOn(MarkKind.Clock, clock, cause);
                }

                EmitEarlyPanes(cells.Table, timers.CellsOf(cells), due, cause);
            }
        }

        clock = to;
        panes.HandOn(MarkKind.Clock, clock, cause);
    }

    private void EmitEarlyPanes(WindowTable<TKey, EarlyCell<TAccumulator>> table, ReadOnlySpan<int> places, long due, long cause)
    {
        var cells = table.Cells.Cells;
        var emitted = 0L;
        foreach (var place in places)
        {
            ref var cell = ref cells[place].Accumulator;
            var pane = new PaneInfo(PaneTiming.Early, cell.Panes, -1, IsFirst: cell.Panes == 0, IsLast: false);
            Emit(table, place, pane, RankOf(table, place, due), cause);
            emitted += cell.Pending;
            cell.Panes++;
            cell.Pending = 0;
            if (!early.Accumulates)
            {
                cell.Accumulator = fn.CreateAccumulator();
            }
        }

        CountInPanes(table, emitted);
    }

    private void AdvanceWatermark(long to, long cause)
    {
        Debug.Assert(to >= watermark, $"The watermark goes back from {watermark} to {to}.");
        var isNew = to > watermark;
        watermark = to;
        while (windows.TryTakeDue(to, out var table))
        {
            var expires = to >= windows.ExpiryOf(table.Window);
            if (!table.HasFired)
            {
                EmitOnTimePanes(table, expires, cause);
            }

            if (expires)
            {
                runs.Forget(table);
                windows.Close(table);
            }
            else
            {
                windows.KeepUntilExpiry(table);
            }
        }

        if (isNew)
        {
            panes.HandOn(MarkKind.Watermark, to, cause);
        }

        if (to >= EventTime.EndTicks)
        {
            windows.LetGo();
        }
    }

    private void EmitOnTimePanes(WindowTable<TKey, EarlyCell<TAccumulator>> table, bool expires, long cause)
    {
        var isLast = expires || !early.TakesLate;
        var waiting = 0;
        CountInPanes(table, table.Pending);
        table.MarkFired();
        var cells = table.Cells.Cells;
        for (var place = 0; place < cells.Length; place++)
        {
            ref var cell = ref cells[place].Accumulator;
            var hasNew = cell.Pending > 0;
            waiting += hasNew ? 1 : 0;
            if (IsDemanded(hasNew))
            {
                var pane = new PaneInfo(PaneTiming.OnTime, cell.Panes, 0, IsFirst: cell.Panes == 0, isLast);
                Emit(table, place, pane, RankOf(table, place, table.Window.EndTicks), cause);
                cell.Panes++;
            }
            else
            {
                table.SkipPane(place);
            }

            cell.Pending = 0;
            if (isLast || !early.Accumulates)
            {
                // A large accumulator need not wait for the expiry.
                cell.Accumulator = default!;
            }
        }

        timers.Outdate(waiting);
    }

    // Rules 32 and 33; a pane of nothing takes an output for no input.
    private bool IsDemanded(bool hasNew) => hasNew || (early.OnTime == OnTimeBehavior.FireAlways && (early.Accumulates || hasEmptyOutput));

    /// <summary>Takes an element of a window that the watermark has passed: it is a pane at once, unless its key has had its last.</summary>
    private void TakeLate(WindowTable<TKey, EarlyCell<TAccumulator>> table, int row)
    {
        var place = taken.FindOrAdd(table.Cells, row, batch[row]);
        var isNew = place < 0;
        if (!isNew && !early.TakesLate)
        {
            counters.Closed++;
            late.Add(batch, row, table.Window, watermark, LateReason.Closed, CauseOf(row));
            return;
        }

        place = isNew ? ~place : place;
        ref var cell = ref table.Cells.Accumulator(place);
        cell = isNew ? default : cell;
        AddLate(ref cell, row);

        // The first pane of a key since the end is on time if the key was there by then (choice 14).
        var number = table.CountPane(place);
        var timing = number == 0 && place < table.CellsAtEnd ? PaneTiming.OnTime : PaneTiming.Late;
        Emit(table, place, new PaneInfo(timing, cell.Panes, number, IsFirst: cell.Panes == 0, IsLast: !early.TakesLate), rank: default, CauseOf(row));
        cell.Panes++;
        counters.InPanes++;
        if (!early.Accumulates || !early.TakesLate)
        {
            // A large accumulator need not wait for the expiry.
            cell.Accumulator = default!;
        }
    }

    private void AddLate(ref EarlyCell<TAccumulator> cell, int row)
    {
        try
        {
            if (!early.Accumulates || cell.Panes == 0)
            {
                cell.Accumulator = fn.CreateAccumulator();
            }

            fn.AddInput(ref cell.Accumulator, taken.Values[row]);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, batch[row], e);
        }
    }

    private void Emit(WindowTable<TKey, EarlyCell<TAccumulator>> table, int place, in PaneInfo pane, in Rank rank, long cause)
    {
        ref readonly var entry = ref table.Cells.Cells[place];
        var window = table.Window;
        var value = KV.Of(entry.Key, Extract(entry.Key, entry.Accumulator.Accumulator));
        panes.AddPane(value, window.EndTicks - 1, window, new Firing(pane, clock, watermark), cause, rank);
        counters.Out++;
    }

    private Rank RankOf(WindowTable<TKey, EarlyCell<TAccumulator>> table, int place, long due) =>
        settings.TracksOrder ? new Rank(due, table.Window, table.Sequences[place]) : default;

    private TOut Extract(TKey key, TAccumulator accumulator)
    {
        try
        {
            return fn.ExtractOutput(accumulator);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, KV.Of(key, accumulator), e);
        }
    }

    private void CountInPanes(WindowTable<TKey, EarlyCell<TAccumulator>> table, long count)
    {
        table.Pending -= count;
        counters.InPanes += count;
        counters.Pending -= count;
    }
}
