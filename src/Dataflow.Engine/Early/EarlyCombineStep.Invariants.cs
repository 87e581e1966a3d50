using System.Diagnostics;

namespace Dataflow.Engine.Early;

/// <content>What holds between any two batches; checked in a debug build.</content>
internal sealed partial class EarlyCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    [Conditional("DEBUG")]
    private void CheckInvariants()
    {
        windows.CheckInvariants();
        timers.CheckInvariants();
        Debug.Assert(counters.Assigned == counters.InPanes + counters.Pending + counters.Expired + counters.Closed, $"'{settings.Name}' lost count of its elements.");
        Debug.Assert(windows.NextDeadline > watermark, "A window that is due is still open.");
        Debug.Assert(timers.NextDue >= clock, "A timer that is due has not run.");
        var (pending, waiting) = (0L, 0);
        foreach (var table in windows.Tables)
        {
            var own = 0L;
            foreach (ref readonly var cell in table.Cells.Cells)
            {
                own += cell.Accumulator.Pending;
                waiting += cell.Accumulator.Pending > 0 ? 1 : 0;
            }

            Debug.Assert(own == table.Pending && (own == 0 || !table.HasFired), $"{table.Window} holds {own} elements that no pane has emitted, but {table.Pending} are counted.");
            pending += own;
        }

        Debug.Assert(pending == counters.Pending, $"The windows hold {pending} elements that no pane has emitted, but {counters.Pending} are counted.");
        Debug.Assert(waiting == timers.Count, $"{waiting} cells wait for the clock, but there are {timers.Count} timers.");
    }
}
