using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <content>
/// Windows that merge, over input that takes elements back: a session is what its elements make it, so without one of them it may be shorter, be
/// two, or be none. Each cell keeps its elements for that.
/// </content>
internal sealed partial class TriggeredCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    private readonly CellElements<TKey, TValue, TAccumulator, TOut>? elements;
    private readonly List<Cell<TKey, TAccumulator, TOut>> affected = [];

    /// <summary>Takes an element back that came with the same value and window.</summary>
    private void TakeBack(int row, Window window)
    {
        foreach (var cell in merging!.CellsOf(taken.Keys[row]))
        {
            if (cell.IsClosed)
            {
                if (cell.Window.StartTicks <= window.StartTicks && window.EndTicks <= cell.Window.EndTicks)
                {
                    counters.Closed++;
                    late.Add(batch, row, cell.Window, watermark, LateReason.Closed, cause);
                    return;
                }

                continue;
            }

            var own = elements!.Of(cell);
            var place = own.FindIndex(other => other.Window == window && EqualityComparer<TValue>.Default.Equals(other.Value, taken.Values[row]));
            if (place >= 0)
            {
                own.RemoveAt(place);
                TakeBack(cell, own, row);
                return;
            }
        }

        if (trigger.MayFinish)
        {
            // Its element came while the window was closed.
            counters.Closed++;
            late.Add(batch, row, window, watermark, LateReason.Closed, cause);
            return;
        }

        if (watermark < ExpiryOf(window))
        {
            throw new InvalidOperationException(
                $"The retraction of '{taken.Values[row]}' in {window} finds no such value to take back. Values that are retracted need equality, and functions before a grouping must be deterministic.");
        }

        counters.Expired++;
        late.Add(batch, row, window, watermark, LateReason.Expired, cause);
    }

    private void TakeBack(Cell<TKey, TAccumulator, TOut> cell, List<Contribution<TValue>> left, int row)
    {
        cell.Pending++;
        counters.Pending++;
        (cell.HasNew, cell.HoldsNew) = (true, true);
        cell.Balance--;
        affected.Clear();
        var merger = FindAffected(cell);
        if (!affected.Contains(cell))
        {
            if (fn.IsInvertible)
            {
                fn.RemoveInput(ref cell.Accumulator, taken.Values[row]);
            }
            else
            {
                Fold(cell, left);
            }

            cell.ForgetTimes();
            left.ForEach(element => KeepTime(cell, element.Window, element.Time));

            // A retraction waits for its pane as any element does.
            HoldFor(cell, columns.Times[row]);
            var context = ContextOf(cell);
            root.OnElements(context, 1);
            FireIfReady(cell, context);
            SetClockTimer(cell, clock);
        }

        if (affected.Count > 0)
        {
            TakeApart(cell.Key, merger!);
        }
    }

    /// <summary>
    /// Finds the cells that are no longer what their elements make them, and gives what those become; null if no element is left. A session depends on its own elements
    /// alone, other windows on all that the key's windows hold. Those that are closed stay as they are.
    /// </summary>
    private WindowMerger? FindAffected(Cell<TKey, TAccumulator, TOut> taken)
    {
        var all = settings.Merging!.IsSessions ? [taken] : merging!.CellsOf(taken.Key);
        var cells = all.FindAll(static cell => !cell.IsClosed);
        var held = all.SelectMany(cell => elements!.Of(cell).Select(element => element.Window)).Distinct().ToList();
        if (held.Count == 0)
        {
            affected.AddRange(cells);
            return null;
        }

        var merger = new WindowMerger(held);
        settings.Merging.Merge(merger);
        var changed = cells.SelectMany(cell => elements!.Of(cell).Where(element => merger.ResultOf(element.Window) != cell.Window))
            .Select(element => merger.ResultOf(element.Window)).ToHashSet();
        affected.AddRange(cells.Where(cell => changed.Contains(cell.Window)
            || elements!.Of(cell) is not { Count: > 0 } own
            || own.Exists(element => merger.ResultOf(element.Window) != cell.Window)));
        return merger;
    }

    /// <summary>
    /// Puts windows in the place of those that are no longer what their elements make them. What they have emitted is retracted at once; the elements that
    /// are left are taken as if they came now, each into its own window.
    /// </summary>
    private void TakeApart(TKey key, WindowMerger? merger)
    {
        var (left, pending) = (new List<(Contribution<TValue> Element, long Hold)>(), 0L);
        foreach (var cell in affected)
        {
            if (settings.Mode == AccumulationMode.Retracting)
            {
                Retract(cell);
            }

            left.AddRange(elements!.Of(cell).Select(element => (element, cell.PendingHold)));
            pending += cell.Pending;
            merging!.Remove(key, cell.Window, cell);
            Release(cell);
        }

        left.Sort(static (one, other) => one.Element.Sequence.CompareTo(other.Element.Sequence));
        var windows = left.Select(held => merger!.ResultOf(held.Element.Window)).Distinct().OrderBy(window => window.StartTicks).ThenBy(window => window.EndTicks).ToList();
        var parts = windows.ConvertAll(window => merging!.Find(key, window) ?? Open(key, window));
        foreach (var (element, hold) in left)
        {
            var part = parts[windows.IndexOf(merger!.ResultOf(element.Window))];
            TakeAgain(part, element);
            if (hold < part.Window.EndTicks && IsPast(part.Window))
            {
                // It waited on time, and its pane can still be in time.
                part.PendingHold = part.Window.EndTicks - 1;
                SetHold(part);
            }
        }

        if (parts.Count == 0)
        {
            counters.InPanes += pending;
            counters.Pending -= pending;
        }
        else
        {
            parts[0].Pending += pending;
            parts.ForEach(LookAgain);
        }
    }

    private void TakeAgain(Cell<TKey, TAccumulator, TOut> part, in Contribution<TValue> element)
    {
        CheckContains(element.Window, part.Window, element.Time);
        KeepTime(part, element.Window, element.Time);
        fn.AddInput(ref part.Accumulator, element.Value);
        part.Balance++;
        (part.HasNew, part.HoldsNew) = (true, true);
        elements!.Of(part).Add(element);
        if (!part.IsClosed)
        {
            HoldFor(part, element.Time);
            root.OnElements(ContextOf(part), 1);
        }
    }

    private void LookAgain(Cell<TKey, TAccumulator, TOut> part)
    {
        if (part.IsClosed)
        {
            // What was accepted before it met a window whose trigger has finished is emitted with it, for the last time.
            Emit(part, isLast: true);
        }
        else
        {
            Look(part);
        }
    }

    private void Fold(Cell<TKey, TAccumulator, TOut> cell, List<Contribution<TValue>> elements)
    {
        cell.Accumulator = fn.CreateAccumulator();
        foreach (var element in elements)
        {
            fn.AddInput(ref cell.Accumulator, element.Value);
        }
    }
}
