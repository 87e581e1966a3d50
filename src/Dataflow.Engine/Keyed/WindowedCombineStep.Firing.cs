using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Panes;
using Dataflow.Time;

namespace Dataflow.Engine.Keyed;

/// <content>Marks, and the panes that they and late elements cause.</content>
internal sealed partial class WindowedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
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
                AdvanceWatermark(mark);
            }

            late.HandOn(mark);
        }
    }

    private void AdvanceWatermark(in Mark mark)
    {
        var (ticks, cause) = (mark.Ticks, mark.Cause);
        Debug.Assert(ticks >= watermark, $"The watermark goes back from {watermark} to {ticks}.");
        watermark = ticks;
        if (folding is not null && ticks >= windows.NextDeadline)
        {
            folding.Post(mark.Position);
            folding.Settle();
        }

        while (windows.TryTakeDue(ticks, out var table))
        {
            var expires = ticks >= windows.ExpiryOf(table.Window);
            if (!table.HasFired)
            {
                folding?.Merge(table);
                EmitOnTimePanes(table, expires, cause);
                alternating?.Forget(table.Window, table);
            }

            if (expires)
            {
                runs.Forget(table);
                windows.Close(table);
            }
            else
            {
                table.MarkFired();
                windows.KeepUntilExpiry(table);
            }

            // Workers do nothing until more is posted.
            folding?.CheckInvariants(OpenAt);
        }

        AdvanceOutput(cause);
        if (ticks >= EventTime.EndTicks)
        {
            windows.LetGo();
        }
    }

    /// <summary>Hands the output watermark on: the input watermark, held back by panes that are still to come (rule 15).</summary>
    private void AdvanceOutput(long cause)
    {
        var output = keepsTimes ? Math.Min(watermark, holds.Least()) : watermark;
        if (output > outputWatermark)
        {
            outputWatermark = output;
            panes.HandOn(MarkKind.Watermark, output, cause);
        }
    }

    private void EmitOnTimePanes(WindowTable<TKey, TAccumulator> table, bool isLast, long cause)
    {
        var window = table.Window;
        var firing = new Firing(new PaneInfo(PaneTiming.OnTime, 0, 0, IsFirst: true, isLast), clock, watermark);
        var cells = table.Cells.Cells;
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var key = cells[cell].Key;
            var rank = settings.TracksOrder ? new Rank(window.EndTicks, window, table.Sequences[cell]) : default;
            panes.AddPane(KV.Of(key, Extract(key, cells[cell].Accumulator)), TimestampOf(table, cell), window, firing, cause, rank);

            // What a late pane holds starts from nothing (rule 56), and a large accumulator need not wait for the expiry.
            if (!isLast || RuntimeHelpers.IsReferenceOrContainsReferences<TAccumulator>())
            {
                cells[cell].Accumulator = default!;
            }
        }

        counters.Out += cells.Length;
        counters.InPanes += table.Pending;
        counters.Pending -= table.Pending;
    }

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

    // Rule 18: the hold, or the end of the window if no element counts for it.
    private long TimestampOf(WindowTable<TKey, TAccumulator> table, int cell)
    {
        var end = table.Window.EndTicks - 1;
        return keepsTimes ? Math.Min(table.Times[cell], end) : end;
    }

    private void EmitLatePanes(Batch<TIn> batch, WindowTable<TKey, TAccumulator> table, int from, int to)
    {
        var first = 0;
        if (folding is not null)
        {
            taken.Take(batch.Span[from..to]);
            first = from;
        }

        for (var row = from; row < to; row++)
        {
            SettleMarks(row);
            var key = taken.Keys[row - first];
            var output = CombineOne(batch, row, taken.Values[row - first]);
            var cell = taken.FindOrAdd(table.Cells, row - first, batch[row]);
            var index = table.CountPane(cell < 0 ? ~cell : cell);
            var pane = new PaneInfo(PaneTiming.Late, index, index, IsFirst: index == 0, IsLast: false);
            var cause = settings.TracksOrder ? columns.Causes[row] : 0;
            panes.AddPane(KV.Of(key, output), table.Window.EndTicks - 1, table.Window, new Firing(pane, clock, watermark), cause, rank: default);
        }

        counters.InPanes += to - from;
        counters.Out += to - from;
    }

    private TOut CombineOne(Batch<TIn> batch, int row, TValue value)
    {
        try
        {
            var accumulator = fn.CreateAccumulator();
            fn.AddInput(ref accumulator, value);
            return fn.ExtractOutput(accumulator);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, batch[row], e);
        }
    }
}
