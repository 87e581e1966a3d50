namespace Dataflow;

/// <summary>A key with a value: what grouping steps take and give (paper section 2.1).</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
public readonly record struct KV<TKey, TValue>(TKey Key, TValue Value)
{
    /// <summary>Prints as <c>key: value</c>.</summary>
    public override string ToString() => $"{Key}: {Value}";
}
