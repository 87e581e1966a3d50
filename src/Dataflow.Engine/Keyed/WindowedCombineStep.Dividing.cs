using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Watermarks;

namespace Dataflow.Engine.Keyed;

/// <content>Rows whose windows alternate, as near the end of a window or where many are open: they are divided by window before they are folded.</content>
internal sealed partial class WindowedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn> : IPartFolder<TKey, TValue, WindowTable<TKey, TAccumulator>>
{
    // A run is folded by itself if it is so long: looking for its window and its end then costs little.
    private const int LongRun = 64;

    private void ProcessDivided(Batch<TIn> batch, int from, int to)
    {
        divided!.Clear(batch.Count, windows.Count);
        if (!divided.TryDivideInTwo(columns.Times.AsSpan(0, to), from, taken.Keys, taken.Values))
        {
            Divide(batch, from, to);
            divided.Divide(taken.Keys, taken.Values);
        }

        divided.Fold(this);
        if (divided.Failure is { } failure)
        {
            throw Failure.At(settings.Name, batch[divided.FailedRow], failure);
        }
    }

    // As above, but the workers divide, and only rows of two windows.
    private bool TryAccumulateInTwo(int from, int to)
    {
        var times = columns.Times.AsSpan(from, to - from);
        var (least, greatest) = TimeColumn.MinMax(times);
        if (OpenAt(least) is not { } one || OpenAt(greatest) is not { } other || one.Window.EndTicks != other.Window.StartTicks)
        {
            return false;
        }

        var before = TimeColumn.CountBelow(times, other.Window.StartTicks);
        one.Pending += before;
        other.Pending += times.Length - before;
        counters.Pending += times.Length;
        folding!.AddTwo(one, other, from, times);
        return true;
    }

    private WindowTable<TKey, TAccumulator>? OpenAt(long time) => windows.Find(settings.Assigner!.Assign(time)) is { HasFired: false } table ? table : null;

    void IPartFolder<TKey, TValue, WindowTable<TKey, TAccumulator>>.Fold(
        WindowTable<TKey, TAccumulator> table, ReadOnlySpan<int> rows, ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, out int folded)
    {
        table.Pending += rows.Length;
        counters.Pending += rows.Length;
        table.Cells.Fold<TValue, TOut, TFn>(keys, values, fn, out folded);
    }

    private void Divide(Batch<TIn> batch, int from, int to)
    {
        var times = columns.Times.AsSpan(0, to);
        for (var row = divided!.AddKnown(times, from); row < to; row = divided.AddKnown(times, row))
        {
            try
            {
                var window = runs.WindowOf(columns, row);
                var table = TableOf(window, row);
                if (table is { HasFired: false })
                {
                    divided.Add(row, times[row], table, window.StartTicks, window.EndTicks);
                    row++;
                    continue;
                }

                var end = runs.EndOfRun(columns, window, row, to);
                if (table is null)
                {
                    DropLate(batch, row, end, window);
                }
                else
                {
                    EmitLatePanes(batch, table, row, end);
                }

                row = end;
            }
            catch (Exception e)
            {
                divided.Fail(row, e);
                return;
            }
        }
    }
}
