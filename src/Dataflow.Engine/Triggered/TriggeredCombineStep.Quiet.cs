using Dataflow.Engine.Steps;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <content>
/// Elements that change nothing but an accumulator. Most do: a trigger that waits for the hundredth need not be asked at each, nor holds and timers be set anew.
/// </content>
internal sealed partial class TriggeredCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    private Window lastWindow;

    /// <summary>Takes the rows from the first on whose cells need not be looked at for them, and gives the row behind these.</summary>
    private int TakeQuietly(int from, int to)
    {
        var row = from;
        try
        {
            for (; row < to; row++)
            {
                var cell = shared!.Find(taken.Keys[row], WindowOf(row));
                if (cell is null || cell.Quiet == 0 || IsRetraction(row))
                {
                    break;
                }

                fn.AddInput(ref cell.Accumulator, taken.Values[row]);
                cell.Quiet--;
            }
        }
        catch (Exception e)
        {
            throw Failure.At(common.Name, batch[row], e);
        }

        counters.Assigned += row - from;
        counters.Pending += row - from;
        sequence += row - from;
        return row;
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

    /// <summary>Tells all of a cell what only its accumulator knows, before it is looked at.</summary>
    private void Awake(Cell<TKey, TAccumulator, TOut> cell)
    {
        var came = cell.CameQuietly;
        if (came > 0)
        {
            cell.Pending += came;
            cell.Balance += came;
            (cell.HasNew, cell.HoldsNew) = (true, true);
            root.OnElements(ContextOf(cell), came);
            cell.BeginQuiet(0);
        }
    }

    // The first element that waits for a pane holds the output watermark back.
    private void Rest(Cell<TKey, TAccumulator, TOut> cell)
    {
        if (takesQuietly)
        {
            var needsHold = cell.PendingHold == Cell<TKey, TAccumulator, TOut>.None && !trigger.AlwaysFiresAtEnd && !IsPast(cell.Window);
            cell.BeginQuiet(cell.IsClosed || needsHold ? 0 : root.Quiet(ContextOf(cell)));
        }
    }
}
