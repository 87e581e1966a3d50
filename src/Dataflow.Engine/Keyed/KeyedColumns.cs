using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Keyed;

/// <summary>The keys and values of a batch, taken out in two passes over it.</summary>
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
            var keyOf = key;
            var keys = Keys.AsSpan(0, elements.Length);
            for (row = 0; row < keys.Length; row++)
            {
                keys[row] = keyOf(elements[row]);
            }

            var valueOf = value;
            var values = Values.AsSpan(0, elements.Length);
            for (row = 0; row < values.Length; row++)
            {
                values[row] = valueOf(elements[row]);
            }
        }
        catch (Exception e)
        {
            throw Failure.At(name, elements[row], e);
        }
    }
}
