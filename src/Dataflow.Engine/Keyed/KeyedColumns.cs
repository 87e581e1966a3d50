using System.Runtime.CompilerServices;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Keyed;

/// <summary>The keys and values of a batch, taken out in one pass over it.</summary>
internal sealed class KeyedColumns<TIn, TKey, TValue>(string name, Func<TIn, TKey> key, Func<TIn, TValue> value, int batchSize)
{
    public TKey[] Keys { get; private set; } = new TKey[batchSize];

    public TValue[] Values { get; private set; } = new TValue[batchSize];

    public void Take(Batch<TIn> batch) => Take(batch.Span);

    /// <summary>Takes those of all elements.</summary>
    public void Take(ReadOnlySpan<TIn> elements)
    {
        if (Keys.Length < elements.Length)
        {
            (Keys, Values) = (new TKey[elements.Length], new TValue[elements.Length]);
        }

        var row = 0;
        try
        {
            Take(key, value, elements, Keys, Values, ref row);
        }
        catch (Exception e)
        {
            throw Failure.At(name, elements[row], e);
        }
    }

    /// <summary>The cell of a row's key, or the complement of it if the key is new; a key that fails to be hashed or compared is told as a failure at the element.</summary>
    public int FindOrAdd<TAccumulator>(CellTable<TKey, TAccumulator> cells, int row, TIn element)
    {
        try
        {
            return cells.FindOrAdd(Keys[row]);
        }
        catch (Exception e)
        {
            throw Failure.At(name, element, e);
        }
    }

    // In a method of its own, since a local that a catch reads is not kept in a register.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Take(
        Func<TIn, TKey> keyOf, Func<TIn, TValue> valueOf, ReadOnlySpan<TIn> elements, Span<TKey> keys, Span<TValue> values, ref int row)
    {
        keys = keys[..elements.Length];
        values = values[..elements.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            row = i;
            keys[i] = keyOf(elements[i]);
            values[i] = valueOf(elements[i]);
        }
    }
}
