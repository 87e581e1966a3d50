namespace Dataflow;

/// <summary>Makes key-value pairs with both types inferred.</summary>
public static class KV
{
    /// <summary>Pairs a key with a value.</summary>
    public static KV<TKey, TValue> Of<TKey, TValue>(TKey key, TValue value) => new(key, value);
}
