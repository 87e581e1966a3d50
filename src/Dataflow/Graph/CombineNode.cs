using Dataflow.Combining;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Graph;

/// <summary>Groups elements by key and window, and combines the values of each group.</summary>
public sealed record CombineNode<TIn, TKey, TValue, TAccumulator, TOut> : CollectionNode<KV<TKey, TOut>>, ICombineNode
{
    internal CombineNode(
        string name, CollectionNode<TIn> input, Func<TIn, TKey> key, Func<TIn, TValue> value, CombineFn<TValue, TAccumulator, TOut> fn)
        : base(name, input.Windowing, input.IsBounded) => (Input, Key, Value, Fn) = (input, key, value, fn);

    /// <summary>The step before.</summary>
    public CollectionNode<TIn> Input { get; }

    /// <summary>The key of an element; a pure function.</summary>
    public Func<TIn, TKey> Key { get; }

    /// <summary>What of an element is combined.</summary>
    public Func<TIn, TValue> Value { get; }

    /// <summary>The combine function.</summary>
    public CombineFn<TValue, TAccumulator, TOut> Fn { get; }

    /// <inheritdoc/>
    public override string Operation => "CombinePerKey";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    public override string Settings => $"{Fn} of {typeof(TValue).Name} by {typeof(TKey).Name}, {Windowing}";

    /// <inheritdoc/>
    public override bool CarriesWindows => true;

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);

    internal override IEnumerable<string> FindProblems()
    {
        if (!IsBounded && Windowing.WindowFn is GlobalWindows)
        {
            yield return $"'{Name}' groups input without a known end in the global window, whose end never comes, so it would never emit (rule 22). "
                + "Window the input before it, or say that the source is bounded.";
        }

        if (Windowing is { MayEmitSeveralPanes: true, AccumulationMode: null })
        {
            yield return $"'{Name}' may emit several panes for a window (its allowed lateness is {DurationText.ToText(Windowing.AllowedLateness)}), "
                + "and it is not said how they relate (rule 29). Add DiscardingFiredPanes() to the windowing.";
        }

        if (Windowing.AccumulationMode is { } mode and not AccumulationMode.Discarding)
        {
            yield return $"'{Name}' asks for {mode.ToString().ToLowerInvariant()} panes, which this version does not support yet. Use DiscardingFiredPanes().";
        }

        if (Windowing.ClosingBehavior == ClosingBehavior.FireAlways)
        {
            yield return $"'{Name}' asks for a closing pane even if it is empty, which this version does not support yet. Use ClosingBehavior.FireIfNonEmpty.";
        }
    }
}
