using Dataflow.Engine.Triggers;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <content>Windows that merge.</content>
internal sealed partial class TriggeredCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    private readonly List<Cell<TKey, TAccumulator, TOut>> sources = [];
    private readonly List<long[]> states = [];
    private long[]? scratch;

    /// <summary>The cell that an element of a window belongs to when the key's windows have merged; null if the window has then expired (choice 15).</summary>
    private Cell<TKey, TAccumulator, TOut>? MergedCellOf(int row, Window window) =>
        settings.Merging!.IsSessions ? SessionOf(taken.Keys[row], window) : CustomCellOf(row, window);

    private Cell<TKey, TAccumulator, TOut>? SessionOf(TKey key, Window window)
    {
        // Sessions that are open do not overlap, so those that the new one merges with stand together in the list.
        var rule = settings.Merging!.Sessions;
        var cells = merging!.CellsOf(key);
        var place = MergingWindowIndex<TKey, TAccumulator, TOut>.PlaceOf(cells, window);
        var first = place;
        while (first > 0 && rule.Merges(cells[first - 1].Window, window))
        {
            first--;
        }

        var last = place;
        while (last < cells.Count && rule.Merges(window, cells[last].Window))
        {
            last++;
        }

        if (first == last)
        {
            return watermark >= ExpiryOf(window) ? null : Open(key, window);
        }

        var start = Math.Min(window.StartTicks, cells[first].Window.StartTicks);
        var end = window.EndTicks;
        sources.Clear();
        for (var i = first; i < last; i++)
        {
            sources.Add(cells[i]);
            end = Math.Max(end, cells[i].Window.EndTicks);
        }

        return Merge(key, new Window(start, end));
    }

    private Cell<TKey, TAccumulator, TOut>? CustomCellOf(int row, Window window)
    {
        var key = taken.Keys[row];
        if (merging!.Find(key, window) is { } present)
        {
            return present;
        }

        var merger = new WindowMerger(merging.CellsOf(key).Select(cell => cell.Window).Append(window));
        settings.Merging!.Merge(merger);
        var into = merger.ResultOf(window);
        CheckContains(window, into, columns.Times[row]);

        if (watermark >= ExpiryOf(into))
        {
            return null;
        }

        foreach (var merge in merger.Merges)
        {
            sources.Clear();
            foreach (var merged in merge.Merged)
            {
                if (merging.Find(key, merged) is { } cell)
                {
                    sources.Add(cell);
                }
            }

            // A window that stays as it is has no reason to fire.
            if (sources.Count > 1 || (sources.Count == 1 && sources[0].Window != merge.Into))
            {
                var result = Merge(key, merge.Into);
                if (merge.Into != into)
                {
                    Look(result);
                }
            }
        }

        return merging.Find(key, into) ?? Open(key, into);
    }

    /// <summary>Looks at a window that has changed though no element came for it: its end or expiry may lie behind the watermark now.</summary>
    private void Look(Cell<TKey, TAccumulator, TOut> cell)
    {
        if (watermark >= ExpiryOf(cell.Window))
        {
            Expire(cell);
        }
        else
        {
            FireIfReady(cell, ContextOf(cell));
            SetClockTimer(cell, clock);
        }
    }

    /// <summary>Merges the cells in <see cref="sources"/>, at least one, into one with this window.</summary>
    private Cell<TKey, TAccumulator, TOut> Merge(TKey key, Window into)
    {
        var same = sources.Find(cell => cell.Window == into);
        if (same is not null && sources.Count == 1)
        {
            return same;
        }

        // The one that came first lives on.
        sources.Sort(static (one, other) => one.Sequence.CompareTo(other.Sequence));
        var target = sources[0];
        CheckContains(into);
        var state = MergeStates(into, same);
        var isHeld = sources.Exists(cell => cell.PendingHold < into.EndTicks);
        foreach (var cell in sources)
        {
            merging!.Remove(key, cell.Window, cell);
        }

        if (settings.Mode == AccumulationMode.Retracting)
        {
            MoveRetractions(target, same);
        }

        MergeContents(target);
        target.Window = into;
        if (same is null)
        {
            target.BeginHistory(IsPast(into));

            // What the window holds it has not emitted in this extent.
            target.HasNew |= settings.Mode != AccumulationMode.Discarding && target.Balance != 0;
        }
        else if (same != target)
        {
            (target.CameBeforeEnd, target.Panes, target.NonSpeculativePanes, target.Last) = (same.CameBeforeEnd, same.Panes, same.NonSpeculativePanes, same.Last);
        }

        state.CopyTo(target.TriggerState, 0);
        target.IsClosed = root.IsFinished(target.TriggerState);
        merging!.Add(key, into, target);
        foreach (var cell in sources)
        {
            if (cell != target)
            {
                Release(cell);
            }
        }

        SetEventTimer(target);
        SetClockTimer(target, clock);
        MoveHold(target, isHeld);
        if (target is { IsClosed: true, HoldsNew: true })
        {
            // What was accepted before it met a window whose trigger has finished is emitted with it, for the last time.
            Emit(target, isLast: true);
        }

        return target;
    }

    private long[] MergeStates(Window into, Cell<TKey, TAccumulator, TOut>? same)
    {
        scratch ??= trigger.NewState();
        trigger.CopyInitial(scratch);
        same?.TriggerState.CopyTo(scratch, 0);
        states.Clear();
        foreach (var cell in sources)
        {
            states.Add(cell.TriggerState);
        }

        root.OnMerge(new TriggerContext(scratch, CompletionOf(into), watermark, clock, isInstantOver), states);
        return scratch;
    }

    // Choice 6: the last pane of every merged window is retracted when the merged one next fires. One that keeps its extent keeps its own.
    private void MoveRetractions(Cell<TKey, TAccumulator, TOut> target, Cell<TKey, TAccumulator, TOut>? same)
    {
        foreach (var cell in sources)
        {
            if (cell != target && cell.HasOwed)
            {
                target.Owed.AddRange(cell.Owed);
            }

            if (cell != same && cell.Last is { } last)
            {
                target.Owed.Add(last);
                cell.Last = null;
            }
        }
    }

    private void MergeContents(Cell<TKey, TAccumulator, TOut> target)
    {
        var all = elements?.Merge(sources, target);
        foreach (var cell in sources)
        {
            if (cell == target)
            {
                continue;
            }

            if (all is null)
            {
                fn.MergeAccumulator(ref target.Accumulator, cell.Accumulator);
            }

            target.Pending += cell.Pending;
            target.Balance += cell.Balance;
            target.HasNew |= cell.HasNew;
            target.HoldsNew |= cell.HoldsNew;
            target.OutputTime = Combined(target.OutputTime, cell.OutputTime);
            target.KeepTimes(cell.MinTime, cell.MaxTime);
        }

        if (all is not null && sources.Count > 1)
        {
            Fold(target, all);
        }
    }

    // Rule 20. What was held back to there before still waits for its pane, also where the watermark has passed the merged window.
    private void MoveHold(Cell<TKey, TAccumulator, TOut> target, bool isHeld)
    {
        target.PendingHold =
            target.OutputTime != Cell<TKey, TAccumulator, TOut>.None || isHeld || (target.HasNew && !trigger.AlwaysFiresAtEnd && !IsPast(target.Window)) ? PaneTimeOf(target)
            : Cell<TKey, TAccumulator, TOut>.None;
        SetHold(target);
    }

    // An element whose time WithTimestamps put outside its own window says nothing about what that may become, and what sessions become is their rule's.
    private void KeepTime(Cell<TKey, TAccumulator, TOut> cell, Window own, long time)
    {
        if (settings.Merging is { IsSessions: false } && own.StartTicks <= time && time < own.EndTicks)
        {
            cell.KeepTimes(time, time);
        }
    }

    private static void CheckContains(Window own, Window into, long time)
    {
        if (own.StartTicks <= time && time < own.EndTicks && (time < into.StartTicks || time >= into.EndTicks))
        {
            throw new InvalidOperationException($"The window {own} is merged into {into}, which does not contain the element's time {EventTime.ToText(time)}.");
        }
    }

    private void CheckContains(Window into)
    {
        foreach (var cell in sources)
        {
            if (cell.MinTime <= cell.MaxTime && (cell.MinTime < into.StartTicks || cell.MaxTime >= into.EndTicks))
            {
                throw new InvalidOperationException(
                    $"The window {cell.Window} cannot be merged into {into}: it holds elements from {EventTime.ToText(cell.MinTime)} to {EventTime.ToText(cell.MaxTime)}.");
            }
        }
    }
}
