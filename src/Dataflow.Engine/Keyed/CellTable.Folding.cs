using System.Runtime.CompilerServices;
using Dataflow.Combining;
using Dataflow.Engine.Hashing;

namespace Dataflow.Engine.Keyed;

/// <content>Folding of many rows.</content>
internal sealed partial class CellTable<TKey, TAccumulator>
{
    private const int HashedAhead = 64;

    /// <summary>So many rows with new keys are put off together.</summary>
    public const int MostPutOff = 128;

    /// <summary>Folds each value into the cell of its key.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="values">As many values.</param>
    /// <param name="fn">Folds them.</param>
    /// <param name="row">Also after a failure, how many were folded.</param>
    public void Fold<TValue, TOut, TFn>(ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, TFn fn, out int row)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        Span<int> putOff = stackalloc int[MostPutOff];
        row = 0;
        for (var next = 0; next < keys.Length; row = next)
        {
            var count = 0;
            try
            {
                FoldKnown<TValue, TOut, TFn>(keys, values, fn, ref next, putOff, ref count);
            }
            catch (Exception)
            {
                // What fails at an earlier row comes first.
                FoldAll<TValue, TOut, TFn>(keys, values, fn, putOff[..count], ref row);
                row = next;
                throw;
            }

            FoldAll<TValue, TOut, TFn>(keys, values, fn, putOff[..count], ref row);
        }
    }

    private void FoldAll<TValue, TOut, TFn>(ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, TFn fn, ReadOnlySpan<int> rows, ref int row)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        foreach (var each in rows)
        {
            row = each;
            Fold<TValue, TOut, TFn>(keys[each], values[each], fn);
        }
    }

    /// <summary>Folds a value into the cell of its key, and says whether the cell is new.</summary>
    public bool Fold<TValue, TOut, TFn>(TKey key, TValue value, TFn fn)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        var index = FindOrAdd(key);
        var isNew = index < 0;
        if (isNew)
        {
            index = ~index;
            cells[index].Accumulator = fn.CreateAccumulator();
        }

        fn.AddInput(ref cells[index].Accumulator, value);
        return isNew;
    }

    /// <summary>Folds a value into the cell of its key if there is one. For loops: without a call if keys are values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryFold<TValue, TOut, TFn>(TKey key, TValue value, TFn fn)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        var (table, all, hash) = (slots, cells, Keys.HashOf(key));
        for (var slot = SlotOf(hash, shift); ; slot++)
        {
            var index = table[slot & (table.Length - 1)] - 1;
            if (index < 0)
            {
                return false;
            }

            if (IsKey(all[index].Key, index, key, hash))
            {
                fn.AddInput(ref all[index].Accumulator, value);
                return true;
            }
        }
    }

    // From the row on. The loop is so short that it needs all of its state in registers, which a call in it would prevent: that is why rows of new keys are put off,
    // as are those behind them of the same keys.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FoldKnown<TValue, TOut, TFn>(ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, TFn fn, ref int row, Span<int> putOff, ref int count)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        if (!typeof(TKey).IsValueType)
        {
            FoldKnownObjects<TValue, TOut, TFn>(keys, values, fn, ref row, putOff, ref count);
            return;
        }

        var (table, all, shifted) = (slots, cells, shift);
        values = values[..keys.Length];
        for (var i = row; (uint)i < (uint)keys.Length; i++)
        {
            row = i;
            var key = keys[i];
            var hash = Keys.HashOf(key);
            for (var slot = SlotOf(hash, shifted); ; slot++)
            {
                var index = table[slot & (table.Length - 1)] - 1;
                if (index < 0)
                {
                    if (count == putOff.Length)
                    {
                        return;
                    }

                    putOff[count++] = i;
                    break;
                }

                ref var cell = ref all[index];
                if (IsKey(cell.Key, index, key, hash))
                {
                    fn.AddInput(ref cell.Accumulator, values[i]);
                    break;
                }
            }
        }

        row = keys.Length;
    }

    // As FoldKnown. Many keys are hashed, which is to wait for each of them in memory, before the first is looked up: so no wait begins only when the
    // processor has found out that it guessed a look-up wrong.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FoldKnownObjects<TValue, TOut, TFn>(ReadOnlySpan<TKey> keys, ReadOnlySpan<TValue> values, TFn fn, ref int row, Span<int> putOff, ref int count)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        Span<int> ahead = stackalloc int[HashedAhead];
        var (table, all, known, shifted) = (slots, cells, hashes!, shift);
        values = values[..keys.Length];
        var (first, end) = (row, row);
        for (var i = row; (uint)i < (uint)keys.Length; i++)
        {
            row = i;
            if (i == end)
            {
                (first, end) = (i, i + HashAhead(keys[i..], ahead));
            }

            var hash = ahead[i - first];
            for (var slot = SlotOf(hash, shifted); ; slot++)
            {
                var index = table[slot & (table.Length - 1)] - 1;
                if (index < 0)
                {
                    if (count == putOff.Length)
                    {
                        return;
                    }

                    putOff[count++] = i;
                    break;
                }

                if (known[index] == hash && Keys.AreEqual(all[index].Key, keys[i]))
                {
                    fn.AddInput(ref all[index].Accumulator, values[i]);
                    break;
                }
            }
        }

        row = keys.Length;
    }

    // Gives how many were hashed: those before the first that cannot be hashed. That one is hashed again at its own turn, when all before it is folded, and fails then.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int HashAhead(ReadOnlySpan<TKey> keys, Span<int> into)
    {
        var count = 0;
        try
        {
            keys = keys[..Math.Min(keys.Length, into.Length)];
            HashAll(keys, into, ref count);
        }
        catch (Exception) when (count > 0)
        {
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void HashAll(ReadOnlySpan<TKey> keys, Span<int> into, ref int count)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            count = i;
            into[i] = Keys.HashOf(keys[i]);
        }

        count = keys.Length;
    }
}
