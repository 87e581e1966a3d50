using Dataflow.Combining;
using Dataflow.Windowing;

namespace Dataflow.Graph;

/// <summary>Groups elements by key and window, and combines the values of each group.</summary>
public sealed record CombineNode<TIn, TKey, TValue, TAccumulator, TOut> : CollectionNode<KV<TKey, TOut>>, ICombineNode
{
    internal CombineNode(
        string name, CollectionNode<TIn> input, Func<TIn, TKey> key, Func<TIn, TValue> value, CombineFn<TValue, TAccumulator, TOut> fn)
        : base(name, Continue(input.Windowing), input.IsBounded) => (Input, Key, Value, Fn) = (input, key, value, fn);

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
    public override string Settings => $"{Fn} of {typeof(TValue).Name} by {typeof(TKey).Name}, {Input.Windowing}";

    /// <inheritdoc/>
    public override bool CarriesWindows => true;

    /// <inheritdoc/>
    public override bool MayRetract => Input.Windowing is { AccumulationMode: AccumulationMode.Retracting, MayEmitSeveralPanes: true };

    /// <summary>How the groups are windowed. What follows is windowed alike, but for a trigger that goes on from this one (rule 55).</summary>
    WindowingStrategy ICombineNode.Windowing => Input.Windowing;

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);

    internal override IEnumerable<string> FindProblems() => CombineChecks.Find(this, Input, Fn.IsAdditive, Fn.HasEmptyOutput);

    private static WindowingStrategy Continue(WindowingStrategy windowing) => windowing with
    {
        Trigger = windowing.Trigger.Continuation,
        IsMerged = windowing.WindowFn.IsMerging,
    };
}
