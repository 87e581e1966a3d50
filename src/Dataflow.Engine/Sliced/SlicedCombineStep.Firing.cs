using System.Diagnostics;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Panes;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Sliced;

/// <content>Marks, and the panes of windows that are due.</content>
internal sealed partial class SlicedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    /// <summary>Applies the marks that stand before the row at <paramref name="position"/> and were not applied yet.</summary>
    private void SettleMarks(int position)
    {
        for (; nextMark < columns.Marks.Count && columns.Marks[nextMark].Position <= position; nextMark++)
        {
            ref readonly var mark = ref columns.Marks[nextMark];
            if (mark.Kind == MarkKind.Clock)
            {
                clock = mark.Ticks;
                panes.HandOn(MarkKind.Clock, clock, mark.Cause);
            }
            else
            {
                AdvanceWatermark(mark.Ticks, mark.Cause);
            }

            late.HandOn(mark);
        }
    }

    private void AdvanceWatermark(long ticks, long cause)
    {
        Debug.Assert(ticks >= watermark, $"The watermark goes back from {watermark} to {ticks}.");
        var rises = ticks > watermark;
        watermark = ticks;
        var open = grid.FirstOpenWindow(ticks);
        if (open > firstOpen)
        {
            while (nextWindow < open)
            {
                Fire(nextWindow, cause);
            }

            firstOpen = open;
            sums.LeaveBefore(open);
        }

        while (due.TryTakeDue(ticks, out var table))
        {
            due.Close(table);
        }

        if (rises)
        {
            panes.HandOn(MarkKind.Watermark, ticks, cause);
        }

        if (ticks >= EventTime.EndTicks)
        {
            sums.LetGo();
            order.LetGo();
            due.LetGo();
        }
    }

    private void Fire(long number, long cause)
    {
        var window = grid.WindowAt(number);
        try
        {
            sums.MoveTo(number);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, window, e);
        }

        order.Clear();
        sums.CopyTo(order);
        order.Sort();
        EmitPanes(window, isLast: watermark >= due.ExpiryOf(window), cause);
        counters.Out += order.Count;
        counters.InPanes += sums.Elements;
        counters.Pending -= sums.Elements;
        sums.NoteLive();
        sums.LeaveBefore(number + 1);
        nextWindow = sums.Slices.Count == 0 ? long.MaxValue : Math.Max(number + 1, grid.FirstWindowWith(sums.Slices[0].Number));
    }

    private void EmitPanes(Window window, bool isLast, long cause)
    {
        var table = isLast ? null : due.Open(window, watermark);
        var firing = new Firing(new PaneInfo(PaneTiming.OnTime, 0, 0, IsFirst: true, isLast), clock, watermark);
        for (var entries = order.Entries; !entries.IsEmpty;)
        {
            var outputs = panes.Room(entries.Length);
            Extract(entries[..outputs.Length], outputs);
            foreach (ref readonly var output in outputs)
            {
                table?.Cells.FindOrAdd(output.Key);
            }

            var row = panes.AddPanes(outputs.Length, window.EndTicks - 1, window, firing, cause);
            for (var i = 0; i < outputs.Length && settings.TracksOrder; i++)
            {
                panes.Columns.Ranks[row + i] = new Rank(window.EndTicks, window, entries[i].Sequence);
            }

            entries = entries[outputs.Length..];
        }

        table?.MarkFired();
    }

    private void Extract(ReadOnlySpan<SequenceOrder.Entry> entries, Span<KV<TKey, TOut>> outputs)
    {
        var at = 0;
        try
        {
            sums.Extract(entries, outputs, ref at);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, sums.KeyAt(entries[at].Place), e);
        }
    }
}
