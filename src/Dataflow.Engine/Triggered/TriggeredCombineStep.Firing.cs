using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Triggers;
using Dataflow.Panes;
using Dataflow.Windowing;

namespace Dataflow.Engine.Triggered;

/// <content>Panes and retractions.</content>
internal sealed partial class TriggeredCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    private void FireIfReady(Cell<TKey, TAccumulator, TOut> cell, in TriggerContext context)
    {
        if (cell.IsClosed || !root.ShouldFire(context))
        {
            return;
        }

        root.OnFire(context);
        cell.IsClosed = root.IsFinished(cell.TriggerState);
        Emit(cell, isLast: cell.IsClosed);
        if (cell.IsClosed)
        {
            // The buffers go, the cell stays to drop what still comes (rule 52). Where windows merge, one that opens again must hold what it retracts.
            if (merging is null)
            {
                cell.Accumulator = fn.CreateAccumulator();
            }

            SetEventTimer(cell);
        }
    }

    /// <summary>Emits a pane if one is demanded, after the retraction of what it takes the place of, and starts the next.</summary>
    private void Emit(Cell<TKey, TAccumulator, TOut> cell, bool isLast)
    {
        var timing = cell.TimingWhen(IsPast(cell.Window));
        if (IsDemanded(cell, timing, isLast))
        {
            if (settings.Mode == AccumulationMode.Retracting)
            {
                Retract(cell);
            }

            if (HasOutput(cell))
            {
                EmitPane(cell, timing, isLast);
            }
        }

        counters.InPanes += cell.Pending;
        counters.Pending -= cell.Pending;
        cell.Pending = 0;
        (cell.HasNew, cell.HoldsNew) = (false, false);
        if (settings.Mode == AccumulationMode.Discarding)
        {
            cell.Accumulator = fn.CreateAccumulator();
            elements?.Clear(cell);
            cell.ForgetTimes();
        }

        (cell.OutputTime, cell.PendingHold) = (Cell<TKey, TAccumulator, TOut>.None, Cell<TKey, TAccumulator, TOut>.None);
        SetHold(cell);
    }

    // Rules 32 and 33. Elements that were all taken back before anything was emitted leave nothing to say.
    private bool IsDemanded(Cell<TKey, TAccumulator, TOut> cell, PaneTiming timing, bool isLast) =>
        (cell.HasNew
            || (timing == PaneTiming.OnTime && settings.OnTime == OnTimeBehavior.FireAlways)
            || (isLast && settings.Closing == ClosingBehavior.FireAlways))
        && (cell.Panes > 0 || cell.Balance != 0 || cell.HasOwed);

    // A retracting pane of nothing is the retraction alone; elsewhere it takes an output for no input.
    private bool HasOutput(Cell<TKey, TAccumulator, TOut> cell) => settings.Mode switch
    {
        AccumulationMode.Discarding => cell.HasNew || hasEmptyOutput,
        AccumulationMode.Accumulating => cell.Balance != 0 || hasEmptyOutput,
        _ => cell.Balance != 0,
    };

    private void Retract(Cell<TKey, TAccumulator, TOut> cell)
    {
        if (cell.HasOwed)
        {
            if (cell.Last is { } own)
            {
                cell.Owed.Add(own);
            }

            cell.Owed.Sort(static (one, other) => one.Window.CompareTo(other.Window));
            foreach (var pane in cell.Owed)
            {
                EmitRetraction(cell, pane);
            }

            cell.Owed.Clear();
        }
        else if (cell.Last is { } last)
        {
            EmitRetraction(cell, last);
        }

        cell.Last = null;
    }

    private void EmitRetraction(Cell<TKey, TAccumulator, TOut> cell, in EmittedPane<TOut> pane)
    {
        counters.Retractions++;
        panes.AddPane(
            KV.Of(cell.Key, pane.Value), pane.Time, pane.Window, new Firing(pane.Pane, clock, watermark, IsRetraction: true), cause, RankOf(cell));
    }

    private void EmitPane(Cell<TKey, TAccumulator, TOut> cell, PaneTiming timing, bool isLast)
    {
        var number = cell.Panes++;
        var nonSpeculative = timing == PaneTiming.Early ? -1 : cell.NonSpeculativePanes++;
        var pane = new PaneInfo(timing, number, nonSpeculative, IsFirst: number == 0, isLast);

        var time = PaneTimeOf(cell);
        var value = Extract(cell);
        if (settings.Mode == AccumulationMode.Retracting)
        {
            cell.Last = new EmittedPane<TOut>(cell.Window, value, time, pane);
        }

        counters.Out++;
        panes.AddPane(KV.Of(cell.Key, value), time, cell.Window, new Firing(pane, clock, watermark), cause, RankOf(cell));
    }

    private TOut Extract(Cell<TKey, TAccumulator, TOut> cell)
    {
        try
        {
            return fn.ExtractOutput(cell.Accumulator);
        }
        catch (Exception e)
        {
            throw Failure.At(common.Name, KV.Of(cell.Key, cell.Accumulator), e);
        }
    }

    private Rank RankOf(Cell<TKey, TAccumulator, TOut> cell) => common.TracksOrder ? new Rank(due, cell.Window, cell.Sequence) : default;
}
