using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Panes;

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
        }

        AdvanceOutput(cause);
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
        var count = table.Cells.Count;
        for (var cell = 0; cell < count;)
        {
            var outputs = panes.Room(count - cell);
            Extract(table.Cells.Cells.Slice(cell, outputs.Length), outputs);
            var row = panes.AddPanes(outputs.Length, window.EndTicks - 1, window, firing, cause);
            for (var i = 0; i < outputs.Length && (keepsTimes || settings.TracksOrder); i++)
            {
                panes.Columns.Times[row + i] = TimestampOf(table, cell + i);
                if (settings.TracksOrder)
                {
                    panes.Columns.Ranks[row + i] = new Rank(window.EndTicks, window, table.Sequences[cell + i]);
                }
            }

            cell += outputs.Length;
        }

        counters.Out += count;
        counters.InPanes += table.Pending;
        counters.Pending -= table.Pending;
    }

    private void Extract(Span<CellTable<TKey, TAccumulator>.Cell> cells, Span<KV<TKey, TOut>> outputs)
    {
        var at = 0;
        try
        {
            Extract(fn, cells, outputs, ref at);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, KV.Of(cells[at].Key, cells[at].Accumulator), e);
        }
    }

    // In a method of its own, since a local that a catch reads is not kept in a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Extract(TFn fn, Span<CellTable<TKey, TAccumulator>.Cell> cells, Span<KV<TKey, TOut>> outputs, ref int at)
    {
        outputs = outputs[..cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            at = i;
            ref var cell = ref cells[i];
            outputs[i] = new(cell.Key, fn.ExtractOutput(cell.Accumulator));

            // What a late pane holds starts from nothing (rule 56), and a large accumulator need not wait for the expiry.
            cell.Accumulator = default!;
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
