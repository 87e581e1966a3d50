using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <content>Rows whose windows alternate, as near the end of a window or where many are open.</content>
internal sealed partial class WindowedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    // A run is folded by itself if it is so long: looking for its window and its end then costs little.
    private const int LongRun = 64;

    private void ProcessAlternating(Batch<TIn> batch, Window first, int from, int to)
    {
        alternating!.Suit(first);
        var times = columns.Times.AsSpan(0, to);
        for (var row = FoldOpen(batch, times, from); row < to; row = FoldOpen(batch, times, row))
        {
            var window = runs.WindowOf(columns, row);
            var table = TableOf(window, row);
            if (table is { HasFired: false })
            {
                alternating.MakeRoom(windows.Count);
                alternating.Add(times[row], window, table);
                folding?.Share(table);
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
    }

    private int FoldOpen(Batch<TIn> batch, ReadOnlySpan<long> times, int from)
    {
        if (folding is not null)
        {
            return AddOpen(times, from);
        }

        var row = from;
        try
        {
            alternating!.Fold<TValue, TOut, TFn>(times, taken.Keys, taken.Values, fn, ref row);
        }
        catch (Exception e)
        {
            throw Failure.At(settings.Name, batch[row], e);
        }

        counters.Pending += row - from;
        return row;
    }

    private int AddOpen(ReadOnlySpan<long> times, int from)
    {
        var row = alternating!.SkipKnown(times, from);
        if (row > from)
        {
            folding!.AddAlternating(from, times[from..row], windows.Count);
            counters.Pending += row - from;
        }

        return row;
    }
}
