using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <content>
/// Windows that merge, over input that takes elements back: a session is what its elements make it, so without one of them it may be shorter, be
/// two, or be none. Each cell keeps its elements for that.
/// </content>
internal sealed partial class TriggeredCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    private readonly CellElements<TKey, TValue, TAccumulator, TOut>? elements;

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
                    DropLate(row, cell.Window, LateReason.Closed);
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
            DropLate(row, window, LateReason.Closed);
            return;
        }

        if (watermark < ExpiryOf(window))
        {
            throw new InvalidOperationException(
                $"The retraction of '{taken.Values[row]}' in {window} finds no such value to take back. Values that are retracted need equality, and functions before a grouping must be deterministic.");
        }

        counters.Expired++;
        DropLate(row, window, LateReason.Expired);
    }

    private void TakeBack(Cell<TKey, TAccumulator, TOut> cell, List<Contribution<TValue>> left, int row)
    {
        cell.Pending++;
        counters.Pending++;
        cell.HasNew = true;
        cell.Balance--;
        var windows = WindowsOf(left);
        if (windows.Count == 1 && windows[0] == cell.Window)
        {
            if (fn.IsInvertible)
            {
                fn.RemoveInput(ref cell.Accumulator, taken.Values[row]);
            }
            else
            {
                Fold(cell, left);
            }

            // A retraction waits for its pane as any element does.
            HoldFor(cell, columns.Times[row]);
            var context = ContextOf(cell);
            root.OnElement(context);
            FireIfReady(cell, context);
            SetClockTimer(cell, clock);
            return;
        }

        TakeApart(cell, left, windows);
    }

    /// <summary>
    /// Puts windows in the place of one that is no longer what its elements make it. What it has emitted is retracted at once; the elements that
    /// are left are taken as if they came now, each into its own window.
    /// </summary>
    private void TakeApart(Cell<TKey, TAccumulator, TOut> cell, List<Contribution<TValue>> left, List<Window> windows)
    {
        var (key, pending) = (cell.Key, cell.Pending);
        if (settings.Mode == AccumulationMode.Retracting)
        {
            Retract(cell);
        }

        merging!.Remove(key, cell.Window, cell);
        Release(cell);
        var parts = windows.ConvertAll(window => Open(key, window));
        foreach (var contribution in left)
        {
            var part = parts.Find(part => part.Window.StartTicks <= contribution.Time && contribution.Time < part.Window.EndTicks)
                ?? throw new InvalidOperationException(
                    $"The window {contribution.Window} is merged into none of {string.Join(", ", windows)} that contains the element's time {EventTime.ToText(contribution.Time)}.");
            fn.AddInput(ref part.Accumulator, contribution.Value);
            part.Balance++;
            part.HasNew = true;
            part.MinTime = Math.Min(part.MinTime, contribution.Time);
            part.MaxTime = Math.Max(part.MaxTime, contribution.Time);
            HoldFor(part, contribution.Time);
            root.OnElement(ContextOf(part));
            elements!.Of(part).Add(contribution);
        }

        if (parts.Count == 0)
        {
            counters.InPanes += pending;
            counters.Pending -= pending;
        }
        else
        {
            parts[0].Pending = pending;
            parts.ForEach(Look);
        }
    }

    /// <summary>The windows that elements make, by their starts.</summary>
    private List<Window> WindowsOf(List<Contribution<TValue>> elements)
    {
        if (elements.Count == 0)
        {
            return [];
        }

        var merger = new WindowMerger(elements.Select(element => element.Window).Distinct());
        settings.Merging!.Merge(merger);
        return [.. merger.Windows.Select(merger.ResultOf).Distinct().OrderBy(window => window.StartTicks).ThenBy(window => window.EndTicks)];
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
