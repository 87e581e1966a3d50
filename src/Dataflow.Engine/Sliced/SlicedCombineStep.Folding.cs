using Dataflow.Engine.Steps;
using Dataflow.Engine.Watermarks;

namespace Dataflow.Engine.Sliced;

/// <content>Rows that go into their slices.</content>
internal sealed partial class SlicedCombineStep<TIn, TKey, TValue, TAccumulator, TOut, TFn>
{
    private void Fold(int from, int to)
    {
        if (from == to)
        {
            return;
        }

        var lateBefore = LateBefore;
        var times = columns.Times.AsSpan(from, to - from);
        var number = grid.SliceAt(times[0]);
        var (start, end) = grid.BoundsOf(number);
        if (start >= lateBefore && TimeColumn.RunLength(times, start, end) == times.Length)
        {
            var folded = 0;
            try
            {
                Fold(SliceOf(number), [], from, places.AsSpan(from, times.Length), taken.Values.AsSpan(from, times.Length), out folded);
            }
            catch (Exception e)
            {
                throw FailureIn(times, from, folded, e);
            }

            return;
        }

        if (TryFoldTwo(from, times, lateBefore))
        {
            return;
        }

        divided.Clear(batch.Count, sums.Slices.Count);
        if (!divided.TryDivideInTwo(columns.Times.AsSpan(0, to), from, places, taken.Values))
        {
            Divide(from, to, lateBefore);
            divided.Divide(places, taken.Values);
        }

        divided.Fold(this);
        if (divided.Failure is { } failure)
        {
            throw Failure.At(settings.Name, batch[divided.FailedRow], failure);
        }
    }

    private void Divide(int from, int to, long lateBefore)
    {
        var times = columns.Times.AsSpan(0, to);
        for (var row = divided.AddKnown(times, from); row < to; row = divided.AddKnown(times, row + 1))
        {
            var time = times[row];
            if (time >= lateBefore)
            {
                var number = grid.SliceAt(time);
                var (start, end) = grid.BoundsOf(number);
                divided.Add(row, time, SliceOf(number), start, end);
                continue;
            }

            try
            {
                TakeLate(row);
            }
            catch (Exception e)
            {
                divided.Fail(row, e);
                return;
            }
        }
    }

    // An element before that is in a window that was due.
    private long LateBefore => sums.SummedEnd == long.MaxValue ? long.MaxValue : grid.BoundsOf(sums.SummedEnd).Start;

    void IPartFolder<int, TValue, Slice<TAccumulator>>.Fold(
        Slice<TAccumulator> slice, ReadOnlySpan<int> rows, ReadOnlySpan<int> keys, ReadOnlySpan<TValue> values, out int folded) => Fold(slice, rows, 0, keys, values, out folded);

    // Rows are those that are told, or all from the first on; keys are told by their places.
    private void Fold(Slice<TAccumulator> slice, ReadOnlySpan<int> rows, int first, ReadOnlySpan<int> keys, ReadOnlySpan<TValue> values, out int folded)
    {
        var before = slice.Count;
        opened = opened.Length < keys.Length ? new int[keys.Length] : opened;
        if (slice.IsInPair)
        {
            // All rows are of one slice: none of these times reaches the boundary, whichever rows they are of.
            sums.Pair.Fold<TValue, TOut, TFn>(slice.Number, columns.Times.AsSpan(0, keys.Length), long.MaxValue, keys, values, fn, sums.KeyCount, opened, out var count, out folded);
            slice.MakeRoomFor(count, sums.KeyCount);
            foreach (var at in opened.AsSpan(0, count))
            {
                slice.AddInPair(keys[at], SequenceOf(rows.IsEmpty ? first + at : rows[at]));
            }
        }
        else
        {
            slice.Fold<TValue, TOut, TFn>(keys, values, fn, sums.KeyCount, opened, out folded);
            var sequences = slice.Sequences;
            for (var cell = before; cell < sequences.Length; cell++)
            {
                var at = opened[cell - before];
                sequences[cell] = SequenceOf(rows.IsEmpty ? first + at : rows[at]);
            }
        }

        CountFolded(slice, keys.Length, slice.Count - before);
    }

    // Rows of two slices side by side that are in the pair.
    private bool TryFoldTwo(int from, ReadOnlySpan<long> times, long lateBefore)
    {
        var (least, greatest) = TimeColumn.MinMax(times);
        var (low, high) = (grid.SliceAt(least), grid.SliceAt(greatest));
        if (least < lateBefore || high - low != 1 || SliceOf(low) is not { IsInPair: true } one || SliceOf(high) is not { IsInPair: true } other)
        {
            return false;
        }

        var boundary = grid.BoundsOf(high).Start;
        var keys = places.AsSpan(from, times.Length);
        var (before, folded) = (one.Count, 0);
        opened = opened.Length < keys.Length ? new int[keys.Length] : opened;
        try
        {
            sums.Pair.Fold<TValue, TOut, TFn>(low, times, boundary, keys, taken.Values.AsSpan(from, times.Length), fn, sums.KeyCount, opened, out var count, out folded);
            one.MakeRoomFor(count, sums.KeyCount);
            other.MakeRoomFor(count, sums.KeyCount);
            foreach (var at in opened.AsSpan(0, count))
            {
                (times[at] < boundary ? one : other).AddInPair(keys[at], SequenceOf(from + at));
            }

            var below = TimeColumn.CountBelow(times, boundary);
            CountFolded(one, below, one.Count - before);
            CountFolded(other, times.Length - below, count - (one.Count - before));
            return true;
        }
        catch (Exception e)
        {
            throw FailureIn(times, from, folded, e);
        }
    }

    private Exception FailureIn(ReadOnlySpan<long> times, int from, int folded, Exception e) =>
        Failure.At(settings.Name, batch[from + Math.Min(folded, times.Length - 1)], e);

    // Opens it if it is not there.
    private Slice<TAccumulator> SliceOf(long number)
    {
        var slice = sums.Slices.FindOrAdd(number, sums.KeyCount);
        sums.Pair.TryTake(slice, sums.KeyCount);
        return slice;
    }

    private void CountFolded(Slice<TAccumulator> slice, int elements, int cells)
    {
        sums.AddCells(cells);
        slice.Elements += elements;
        var windows = elements * grid.WindowCountWith(slice.Number);
        counters.Assigned += windows;
        counters.Pending += windows;
        nextWindow = Math.Min(nextWindow, grid.FirstWindowWith(slice.Number));
    }
}
