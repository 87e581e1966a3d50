using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dataflow.Combining;
using Dataflow.Engine.Pooling;

namespace Dataflow.Engine.Sliced;

/// <summary>
/// What two slices side by side hold, as long as elements come for either: their accumulators stand in one array, both of a key side by side, so that rows are folded where they
/// stand, however their slices alternate. A slice knows its keys and their order at once, and gets the accumulators when it leaves.
/// </summary>
/// <remarks>
/// A slice with an even number has the first place of each key, one with an odd number the second. Those that have cells already, or are to have few, are not taken, see <see cref="TryTake"/>.
/// </remarks>
internal sealed class SlicePair<TAccumulator>
{
    private const int LeastLength = 16;

    private readonly Slice<TAccumulator>?[] slices = new Slice<TAccumulator>?[2];
    private TAccumulator empty = default!;
    private TAccumulator[] accumulators = [];

    // 1 where a slice has a cell, so that cells can be counted without a branch.
    private byte[] isThere = [];

    /// <summary>Takes a slice that has no cells yet, if a good part of all keys will likely have one and its place is free.</summary>
    public void TryTake(Slice<TAccumulator> slice, int keyCount)
    {
        ref var held = ref slices[slice.Number & 1];
        if (held is null && slice.Elements == 0 && slice.HasSlotForEach(keyCount))
        {
            held = slice;
            slice.IsInPair = true;
        }
    }

    /// <summary>Folds values of one slice, or of two side by side.</summary>
    /// <param name="number">The number of the slice, or of the first.</param>
    /// <param name="times">The times of the rows.</param>
    /// <param name="boundary">Where the second slice begins; beyond all times if there is none.</param>
    /// <param name="keys">The places of the keys.</param>
    /// <param name="values">As many values.</param>
    /// <param name="fn">Folds them.</param>
    /// <param name="keyCount">How many places there are.</param>
    /// <param name="opened">Where the row of each key is written that its slice did not have: the slice is to be told of them. Room for all rows.</param>
    /// <param name="openedCount">How many these are.</param>
    /// <param name="row">Also after a failure, how many were folded.</param>
    public void Fold<TValue, TOut, TFn>(
        long number, ReadOnlySpan<long> times, long boundary, ReadOnlySpan<int> keys, ReadOnlySpan<TValue> values, TFn fn, int keyCount, Span<int> opened, out int openedCount, out int row)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        (openedCount, row) = (0, 0);
        if (isThere.Length < keyCount * 2L)
        {
            empty = isThere.Length == 0 ? fn.CreateAccumulator() : empty;
            MakeRoom(keyCount);
        }

        openedCount = FoldRows<TValue, TOut, TFn>((int)(number & 1), times, boundary, keys, values, fn, opened, ref row);
    }

    /// <summary>Gives a slice the accumulators of its cells, if it is here.</summary>
    public void Leave(Slice<TAccumulator> slice)
    {
        if (!slice.IsInPair)
        {
            return;
        }

        var which = (int)(slice.Number & 1);
        Debug.Assert(slices[which] == slice, "Another slice has its place.");
        slices[which] = null;
        slice.IsInPair = false;
        var places = slice.Places;
        var into = slice.Accumulators;
        for (var cell = 0; cell < places.Length; cell++)
        {
            var place = (places[cell] * 2) + which;
            into[cell] = accumulators[place];
            accumulators[place] = empty;
            isThere[place] = 0;
        }
    }

    /// <summary>How many accumulators there is room for.</summary>
    public int Capacity => accumulators.Length;

    /// <summary>Gives both slices the accumulators of their cells, and gives up the memory that is kept for slices to come.</summary>
    public void LetGo()
    {
        foreach (var slice in slices)
        {
            if (slice is not null)
            {
                Leave(slice);
            }
        }

        PooledArray<TAccumulator>.Return(accumulators);
        PooledArray<byte>.Return(isThere);
        (accumulators, isThere) = ([], []);
    }

    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        foreach (var slice in slices)
        {
            Debug.Assert(slice is null || slice.IsInPair, "A slice that is here does not know of it.");
        }

        Debug.Assert(isThere.Sum(static there => there) == slices.Sum(static slice => slice?.Count ?? 0), "A cell is here of which its slice does not know.");
    }

    private void MakeRoom(int keyCount)
    {
        var before = isThere.Length;
        var length = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(keyCount * 2, LeastLength));
        PooledArray<TAccumulator>.Grow(ref accumulators, length, before);
        PooledArray<byte>.Grow(ref isThere, length, before);
        accumulators.AsSpan(before).Fill(empty);
        isThere.AsSpan(before).Clear();
    }

    // Without a call, so that all of the loop's state is in registers, and without a branch, since no processor foresees which keys are new.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int FoldRows<TValue, TOut, TFn>(
        int first, ReadOnlySpan<long> times, long boundary, ReadOnlySpan<int> keys, ReadOnlySpan<TValue> values, TFn fn, Span<int> opened, ref int row)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        var (into, known, count) = (accumulators, isThere, 0);
        keys = keys[..times.Length];
        values = values[..times.Length];
        for (var i = row; (uint)i < (uint)times.Length; i++)
        {
            row = i;
            var place = (keys[i] * 2) + (first ^ (times[i] >= boundary ? 1 : 0));
            opened[count] = i;
            count += 1 - known[place];
            known[place] = 1;
            fn.AddInput(ref into[place], values[i]);
        }

        row = times.Length;
        return count;
    }
}
