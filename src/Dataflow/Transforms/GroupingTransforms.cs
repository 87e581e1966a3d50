using Dataflow.Combining;
using Dataflow.Graph;
using Dataflow.Transforms;

namespace Dataflow;

/// <summary>The steps that group by key and window (the paper's GroupByKeyAndWindow, section 2.2).</summary>
/// <remarks>Key selectors must be pure: they may be called more than once for an element.</remarks>
public static class GroupingTransforms
{
    /// <summary>Groups elements by key and window and combines a value of each.</summary>
    public static GroupedPCollection<TIn, KV<TKey, TOut>> CombinePerKey<TIn, TKey, TValue, TAccumulator, TOut>(
        this PCollection<TIn> input,
        Func<TIn, TKey> key,
        Func<TIn, TValue> value,
        CombineFn<TValue, TAccumulator, TOut> fn,
        string? name = null) =>
        input.Combine(key, value, fn, name, "CombinePerKey");

    /// <summary>Adds the one node that every grouping step is, with the name of the step that the user wrote.</summary>
    internal static GroupedPCollection<TIn, KV<TKey, TOut>> Combine<TIn, TKey, TValue, TAccumulator, TOut>(
        this PCollection<TIn> input,
        Func<TIn, TKey> key,
        Func<TIn, TValue> value,
        CombineFn<TValue, TAccumulator, TOut> fn,
        string? name,
        string fallback)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(fn);
        var node = input.Pipeline.AddNode(name, fallback, unique =>
            new CombineNode<TIn, TKey, TValue, TAccumulator, TOut>(unique, input.Node, key, value, fn));
        return new GroupedPCollection<TIn, KV<TKey, TOut>>(input.Pipeline, node, node);
    }

    /// <summary>Combines the values of each key and window.</summary>
    public static GroupedPCollection<KV<TKey, TValue>, KV<TKey, TOut>> CombinePerKey<TKey, TValue, TAccumulator, TOut>(
        this PCollection<KV<TKey, TValue>> input, CombineFn<TValue, TAccumulator, TOut> fn, string? name = null) =>
        input.CombinePerKey(pair => pair.Key, pair => pair.Value, fn, name);

    /// <summary>Combines all elements of a window.</summary>
    public static GroupedPCollection<TIn, TOut> CombineGlobally<TIn, TAccumulator, TOut>(
        this PCollection<TIn> input, CombineFn<TIn, TAccumulator, TOut> fn, string? name = null) =>
        input.Combine(_ => default(ValueTuple), element => element, fn, name, "CombineGlobally").Then(pair => pair.Value, "value");

    /// <summary>Lists the values of each key and window, in the order of arrival.</summary>
    public static GroupedPCollection<KV<TKey, TValue>, KV<TKey, IReadOnlyList<TValue>>> GroupByKey<TKey, TValue>(
        this PCollection<KV<TKey, TValue>> input, string? name = null) =>
        input.Combine(pair => pair.Key, pair => pair.Value, Combining.Combine.List<TValue>(), name, "GroupByKey");

    /// <summary>Groups the elements of each window by a key: <c>group … by …</c> in a query.</summary>
    public static GroupedPCollection<T, IGrouping<TKey, T>> GroupBy<TKey, T>(this PCollection<T> input, Func<T, TKey> key, string? name = null) =>
        input.GroupBy(key, element => element, name);

    /// <summary>Groups a value of each element of a window by a key: <c>group … by …</c> in a query.</summary>
    public static GroupedPCollection<TIn, IGrouping<TKey, TValue>> GroupBy<TIn, TKey, TValue>(
        this PCollection<TIn> input, Func<TIn, TKey> key, Func<TIn, TValue> value, string? name = null) =>
        input.Combine(key, value, Combining.Combine.List<TValue>(), name, "GroupBy")
            .Then(IGrouping<TKey, TValue> (pair) => new Grouping<TKey, TValue>(pair.Key, pair.Value), "grouping");

    /// <summary>Maps the panes of a grouping step as a part of it, so that its late output is not lost from sight.</summary>
    private static GroupedPCollection<TIn, TOut> Then<TIn, TPane, TOut>(this GroupedPCollection<TIn, TPane> grouped, Func<TPane, TOut> selector, string part)
    {
        var node = grouped.Pipeline.AddNode(null, $"{grouped.Name} ({part})", unique => new SelectNode<TPane, TOut>(unique, grouped.Node, selector));
        return new GroupedPCollection<TIn, TOut>(grouped.Pipeline, node, grouped.Node);
    }
}
