namespace Dataflow.Graph;

/// <summary>Calls a function with each element, its window and its pane; the function emits any number of values.</summary>
public sealed record ParDoNode<TIn, TOut> : CollectionNode<TOut>
{
    internal ParDoNode(string name, CollectionNode<TIn> input, Action<WindowedValue<TIn>, Action<TOut>> function)
        : base(name, input.Windowing, input.IsBounded) => (Input, Function) = (input, function);

    /// <summary>The step before.</summary>
    public CollectionNode<TIn> Input { get; }

    /// <summary>The user's function.</summary>
    public Action<WindowedValue<TIn>, Action<TOut>> Function { get; }

    /// <inheritdoc/>
    public override string Operation => "ParDo";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);
}
