using System.Diagnostics;

namespace Dataflow.Engine.Triggered;

/// <content>What holds between any two elements or marks; checked in a debug build.</content>
internal sealed partial class TriggeredCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    // More cells than this are looked through once a batch.
    private const int MaxSmallState = 32;

    /// <summary>Checks all there is after each element and mark, while that is little.</summary>
    [Conditional("DEBUG")]
    private void CheckSmallState()
    {
        if (index.CellCount <= MaxSmallState)
        {
            CheckInvariants();
        }
    }

    [Conditional("DEBUG")]
    private void CheckInvariants()
    {
        eventTimers.CheckInvariants();
        clockTimers.CheckInvariants();
        holds.CheckInvariants();
        merging?.CheckInvariants(settings.Merging!);
        windowTimers.CheckInvariants();
        Debug.Assert(eventTimers.Count == (merging is null ? 0 : index.CellCount), $"{index.CellCount} cells have {eventTimers.Count} event timers.");
        Debug.Assert(windowTimers.Count == (merging is null ? index.WindowCount : 0), $"{index.WindowCount} windows have {windowTimers.Count} timers.");
        Debug.Assert(clockTimers.Count <= index.CellCount && holds.Count <= index.CellCount, "A timer or hold has outlived its cell.");
        Debug.Assert(counters.Assigned == counters.InPanes + counters.Pending + counters.Expired + counters.Closed, $"'{common.Name}' lost count of its elements.");
        Debug.Assert(eventTimers.NextDue > watermark && windowTimers.NextDue > watermark, "A window that is due was not looked at.");
        Debug.Assert(clockTimers.NextDue >= clock, "A timer that is due has not run.");
        Debug.Assert(outputWatermark <= watermark, "The output watermark is ahead of the input watermark.");
        Debug.Assert(holds.NextDue >= outputWatermark, $"A hold at {holds.NextDue} came when the output watermark was at {outputWatermark} already.");
        var pending = 0L;
        foreach (var cell in index.Cells)
        {
            pending += cell.Pending + cell.CameQuietly;
            CheckInvariants(cell);
        }

        Debug.Assert(pending == counters.Pending, $"The cells hold {pending} elements that no pane has emitted, but {counters.Pending} are counted.");
    }

    [Conditional("DEBUG")]
    private void CheckInvariants(Cell<TKey, TAccumulator, TOut> cell)
    {
        cell.CheckInvariants(settings.Mode);
        Debug.Assert(shared is null || (cell.Seat.Cell == cell && cell.CameQuietly >= 0), $"A seat of {cell.Window} is not that of its cell, or has more room than it had.");
        Debug.Assert(cell.IsClosed == root.IsFinished(cell.TriggerState), $"{cell.Window} is {(cell.IsClosed ? "" : "not ")}closed, unlike its trigger.");
        Debug.Assert(merging is null || (cell.EventTimer.IsIn && cell.EventTimer.Rank.Window == cell.Window), $"The event timer of {cell.Window} is that of {cell.EventTimer.Rank.Window}.");
        var target = trigger.UsesClock && !cell.IsClosed ? root.NextTarget(cell.TriggerState, clock) : long.MaxValue;
        Debug.Assert(target == (cell.HasClockTimer ? cell.ClockTimer.Rank.Due : long.MaxValue), $"{cell.Window} waits for the clock at {target}, but its timer does not.");
        var hold = Math.Min(cell.PendingHold, RetractionHold(cell));
        Debug.Assert(hold == (cell.HasHold ? cell.Hold.Rank.Due : long.MaxValue), $"{cell.Window} holds the output watermark at {hold}, but its hold does not.");
        Debug.Assert(elements is null || settings.Mode == Windowing.AccumulationMode.Discarding || elements.Of(cell).Count == cell.Balance, $"{cell.Window} keeps {elements?.Of(cell).Count} elements of {cell.Balance}.");
    }
}
