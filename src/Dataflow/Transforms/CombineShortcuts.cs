using System.Numerics;

namespace Dataflow;

/// <summary>The library's combine functions as steps of their own.</summary>
public static class CombineShortcuts
{
    /// <summary>Counts the elements of each key and window.</summary>
    public static GroupedPCollection<TIn, KV<TKey, long>> CountPerKey<TIn, TKey>(this PCollection<TIn> input, Func<TIn, TKey> key, string? name = null) =>
        input.Combine(key, element => element, Combining.Combine.Count<TIn>(), name, "CountPerKey");

    /// <summary>Adds up a value of the elements of each key and window.</summary>
    public static GroupedPCollection<TIn, KV<TKey, TValue>> SumPerKey<TIn, TKey, TValue>(
        this PCollection<TIn> input, Func<TIn, TKey> key, Func<TIn, TValue> value, string? name = null)
        where TValue : IAdditionOperators<TValue, TValue, TValue>, IAdditiveIdentity<TValue, TValue> =>
        input.Combine(key, value, Combining.Combine.Sum<TValue>(), name, "SumPerKey");

    /// <summary>Keeps the least value of each key and window.</summary>
    public static GroupedPCollection<TIn, KV<TKey, TValue>> MinPerKey<TIn, TKey, TValue>(
        this PCollection<TIn> input, Func<TIn, TKey> key, Func<TIn, TValue> value, string? name = null) =>
        input.Combine(key, value, Combining.Combine.Min<TValue>(), name, "MinPerKey");

    /// <summary>Keeps the greatest value of each key and window.</summary>
    public static GroupedPCollection<TIn, KV<TKey, TValue>> MaxPerKey<TIn, TKey, TValue>(
        this PCollection<TIn> input, Func<TIn, TKey> key, Func<TIn, TValue> value, string? name = null) =>
        input.Combine(key, value, Combining.Combine.Max<TValue>(), name, "MaxPerKey");

    /// <summary>Finds the mean of a value of each key and window.</summary>
    public static GroupedPCollection<TIn, KV<TKey, double>> MeanPerKey<TIn, TKey, TValue>(
        this PCollection<TIn> input, Func<TIn, TKey> key, Func<TIn, TValue> value, string? name = null)
        where TValue : INumberBase<TValue> =>
        input.Combine(key, value, Combining.Combine.Mean<TValue>(), name, "MeanPerKey");

    /// <summary>Lists the greatest values of each key and window, from the greatest down.</summary>
    public static GroupedPCollection<TIn, KV<TKey, IReadOnlyList<TValue>>> TopPerKey<TIn, TKey, TValue>(
        this PCollection<TIn> input, int count, Func<TIn, TKey> key, Func<TIn, TValue> value, string? name = null) =>
        input.Combine(key, value, Combining.Combine.Top<TValue>(count), name, "TopPerKey");
}
