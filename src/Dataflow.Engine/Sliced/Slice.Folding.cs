using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataflow.Combining;

namespace Dataflow.Engine.Sliced;

/// <content>Elements that go into the cells.</content>
internal sealed partial class Slice<TAccumulator>
{
    /// <summary>Folds each value into the cell of its key.</summary>
    /// <param name="keys">The places of the keys.</param>
    /// <param name="values">As many values.</param>
    /// <param name="fn">Folds them.</param>
    /// <param name="keyCount">How many places there are.</param>
    /// <param name="opened">Where the row of each cell that is new is written, in their order.</param>
    /// <param name="row">Also after a failure, how many were folded.</param>
    public void Fold<TValue, TOut, TFn>(ReadOnlySpan<int> keys, ReadOnlySpan<TValue> values, TFn fn, int keyCount, Span<int> opened, out int row)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        Debug.Assert(isIndexed && !IsInPair, "A slice that was in the pair takes rows, and its cells were not found anew.");
        row = 0;
        var before = Count;
        while (row < keys.Length && !HasSlotForEach(keyCount))
        {
            var cell = FindOrAdd(keys[row], keyCount);
            if (cell < 0)
            {
                cell = ~cell;
                accumulators[cell] = fn.CreateAccumulator();
                opened[cell - before] = row;
            }

            fn.AddInput(ref accumulators[cell], values[row]);
            row++;
        }

        if (row < keys.Length)
        {
            MakeRoomFor(keys.Length - row, keyCount);
            FoldIntoSlots<TValue, TOut, TFn>(keys, values, fn, opened, before, ref row);
        }
    }

    // Where there is a slot for each place, and room for the cells that may come. Without a call, so that all of the loop's state is in registers.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FoldIntoSlots<TValue, TOut, TFn>(ReadOnlySpan<int> keys, ReadOnlySpan<TValue> values, TFn fn, Span<int> opened, int before, ref int row)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        var (table, into) = (slots, accumulators);
        values = values[..keys.Length];
        for (var i = row; (uint)i < (uint)keys.Length; i++)
        {
            row = i;
            ref var slot = ref table[keys[i]];
            var cell = slot - 1;
            if (cell < 0)
            {
                into[Count] = fn.CreateAccumulator();
                cell = Count;
                opened[cell - before] = i;
                places[cell] = keys[i];
                slot = ++Count;
            }

            fn.AddInput(ref into[cell], values[i]);
        }

        row = keys.Length;
    }
}
