using System.Diagnostics;
using Dataflow.Engine.Batches;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <content>Marks, timers and holds.</content>
internal sealed partial class TriggeredCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    /// <summary>Applies the marks that stand before the row at <paramref name="position"/> and were not applied yet.</summary>
    private void SettleMarks(int position)
    {
        for (; nextMark < columns.Marks.Count && columns.Marks[nextMark].Position <= position; nextMark++)
        {
            ref readonly var mark = ref columns.Marks[nextMark];
            cause = mark.Cause;
            if (mark.Kind == MarkKind.Clock)
            {
                AdvanceClock(mark.Ticks);
            }
            else
            {
                AdvanceWatermark(mark.Ticks);
            }

            AdvanceOutput();
            late.HandOn(mark);
            CheckSmallState();
        }
    }

    /// <summary>Runs the timers that the clock passes, each when it is due. Those for <paramref name="to"/> itself run when the clock moves on (choice 2).</summary>
    private void AdvanceClock(long to)
    {
        Debug.Assert(to >= clock, $"The clock goes back from {clock} to {to}.");
        while (clockTimers.NextDue < to)
        {
            var cell = clockTimers.Peek().Cell;
            due = clockTimers.NextDue;
            if (due > clock)
            {
                clock = due;
                panes.HandOn(MarkKind.Clock, clock, cause);
            }

            Awake(cell);
            isInstantOver = true;
            FireIfReady(cell, ContextOf(cell));
            isInstantOver = false;
            SetClockTimer(cell, due + 1);
            Rest(cell);
        }

        clock = to;
        panes.HandOn(MarkKind.Clock, clock, cause);
    }

    /// <summary>Looks at the windows whose end or expiry the watermark passes, in that order. One that it passes both of fires once (rule 36).</summary>
    private void AdvanceWatermark(long to)
    {
        Debug.Assert(to >= watermark, $"The watermark goes back from {watermark} to {to}.");
        watermark = to;
        while (eventTimers.NextDue <= to)
        {
            var cell = eventTimers.Peek().Cell;
            due = eventTimers.NextDue;
            OnEventTimer(cell);
        }

        while (windowTimers.NextDue <= to)
        {
            due = windowTimers.NextDue;
            OnWindowTimer(windowTimers.Peek().Cell);
        }
    }

    private void OnWindowTimer(SharedWindow<TKey, TAccumulator, TOut> window)
    {
        foreach (ref readonly var entry in window.Seats.Cells)
        {
            if (entry.Accumulator.Cell is { } cell)
            {
                OnEventTimer(cell);
            }
        }

        if (watermark >= ExpiryOf(window.Window))
        {
            windowTimers.Remove(window.Timer);
            shared!.Close(window);
        }
        else
        {
            windowTimers.Set(window.Timer, new Rank(ExpiryOf(window.Window), window.Window, 0));
        }
    }

    private void OnEventTimer(Cell<TKey, TAccumulator, TOut> cell)
    {
        Awake(cell);
        if (watermark >= ExpiryOf(cell.Window))
        {
            Expire(cell);
            return;
        }

        FireIfReady(cell, ContextOf(cell));
        SetEventTimer(cell);
        SetClockTimer(cell, clock);
        Rest(cell);
    }

    private void Expire(Cell<TKey, TAccumulator, TOut> cell)
    {
        if (!cell.IsClosed)
        {
            Emit(cell, isLast: true);
        }

        merging?.Remove(cell.Key, cell.Window, cell);
        Release(cell);
    }

    /// <summary>Forgets a cell that is no longer in the index.</summary>
    private void Release(Cell<TKey, TAccumulator, TOut> cell)
    {
        if (merging is not null)
        {
            eventTimers.Remove(cell.EventTimer);
        }

        if (cell.HasClockTimer)
        {
            clockTimers.Remove(cell.ClockTimer);
        }

        RemoveHold(cell);
        elements?.Remove(cell);
        cell.Clear();
        free.Push(cell);
    }

    private void SetEventTimer(Cell<TKey, TAccumulator, TOut> cell)
    {
        var waitsForEnd = trigger.UsesEnd && !cell.IsClosed && !IsPast(cell.Window);
        var target = waitsForEnd ? CompletionOf(cell.Window) : ExpiryOf(cell.Window);
        if (merging is not null)
        {
            eventTimers.Set(cell.EventTimer, new Rank(target, cell.Window, cell.Sequence));
        }
        else if (shared!.Find(cell.Window)!.Timer is { IsIn: false } timer)
        {
            windowTimers.Set(timer, new Rank(target, cell.Window, 0));
        }
    }

    private void SetClockTimer(Cell<TKey, TAccumulator, TOut> cell, long from)
    {
        if (!trigger.UsesClock)
        {
            return;
        }

        var target = cell.IsClosed ? long.MaxValue : root.NextTarget(cell.TriggerState, from);
        if (target == long.MaxValue)
        {
            if (cell.HasClockTimer)
            {
                clockTimers.Remove(cell.ClockTimer);
            }
        }
        else
        {
            clockTimers.Set(cell.ClockTimer, new Rank(target, cell.Window, cell.Sequence));
        }
    }

    /// <summary>
    /// Holds the output watermark back for an element that counts (rules 16 and 17). What counts follows from the cell's own history (decision
    /// 0003). A hold at GC time holds nothing back, since the window is emitted when the input watermark passes that.
    /// </summary>
    private void HoldFor(Cell<TKey, TAccumulator, TOut> cell, long time)
    {
        if (IsPast(cell.Window))
        {
            return;
        }

        if (cell.PendingHold == Cell<TKey, TAccumulator, TOut>.None && !trigger.AlwaysFiresAtEnd)
        {
            cell.PendingHold = cell.Window.EndTicks - 1;
        }

        if (common.TimestampCombiner != TimestampCombiner.EndOfWindow)
        {
            KeepOutputTime(cell, time);
        }

        SetHold(cell);
    }

    // An element that does not count is in a pane at the last instant of the window, unless others count.
    private void KeepOutputTime(Cell<TKey, TAccumulator, TOut> cell, long time)
    {
        // In an overlap with an earlier window an element counts from that one's end on (rule 7).
        var counted = settings.Period == 0 ? time : Math.Max(time, cell.Window.EndTicks - settings.Period);
        var isLatest = common.TimestampCombiner == TimestampCombiner.Latest;
        if (counted >= watermark || (isLatest && cell.OutputTime != Cell<TKey, TAccumulator, TOut>.None && counted >= cell.OutputTime))
        {
            cell.OutputTime = Combined(cell.OutputTime, counted);
            cell.PendingHold = PaneTimeOf(cell);
        }
    }

    /// <summary>Rule 18: the least or greatest time of what counts, or the last instant of the window where nothing counts; never beyond that, wherever an element is.</summary>
    private static long PaneTimeOf(Cell<TKey, TAccumulator, TOut> cell) => Math.Min(cell.OutputTime, cell.Window.EndTicks - 1);

    private long Combined(long one, long other) =>
        one == Cell<TKey, TAccumulator, TOut>.None ? other
        : other == Cell<TKey, TAccumulator, TOut>.None ? one
        : common.TimestampCombiner == TimestampCombiner.Latest ? Math.Max(one, other)
        : Math.Min(one, other);

    /// <summary>
    /// Sets the hold of a cell: for the pane that its elements wait for, and for what it may still retract. Downstream keeps a window open for at least
    /// this step's lateness (rule 29), so a retraction is in time there as long as the output watermark is not that far past it.
    /// </summary>
    private void SetHold(Cell<TKey, TAccumulator, TOut> cell)
    {
        var time = Math.Min(cell.PendingHold, RetractionHold(cell));
        if (time == Cell<TKey, TAccumulator, TOut>.None)
        {
            RemoveHold(cell);
        }
        else if (!cell.Hold.IsIn || cell.Hold.Rank.Due != time)
        {
            holds.Set(cell.Hold, new Rank(time, cell.Window, cell.Sequence));
        }
    }

    private void RemoveHold(Cell<TKey, TAccumulator, TOut> cell)
    {
        if (cell.HasHold)
        {
            holds.Remove(cell.Hold);
        }
    }

    // A pane at the last instant of the window needs none: the window has expired when it would count.
    private long RetractionHold(Cell<TKey, TAccumulator, TOut> cell)
    {
        var least = cell.EarliestEmitted;
        return least >= cell.Window.EndTicks - 1 || (cell.IsClosed && merging is null) ? Cell<TKey, TAccumulator, TOut>.None : EventTime.Add(least, common.Lateness);
    }

    /// <summary>
    /// Hands the output watermark on: the input watermark, held back by panes that are still to come (rule 15). Where an element at the end of a window still
    /// belongs to it, its pane is a tick behind the input watermark.
    /// </summary>
    private void AdvanceOutput()
    {
        var output = Math.Min(watermark >= EventTime.EndTicks ? watermark : watermark - endsIncluded, holds.NextDue);
        if (output > outputWatermark)
        {
            outputWatermark = output;
            panes.HandOn(MarkKind.Watermark, output, cause);
        }
    }
}
