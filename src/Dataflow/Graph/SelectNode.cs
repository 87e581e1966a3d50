namespace Dataflow.Graph;

/// <summary>Maps each element to one value.</summary>
public sealed record SelectNode<TIn, TOut> : CollectionNode<TOut>
{
    internal SelectNode(string name, CollectionNode<TIn> input, Func<TIn, TOut> selector)
        : base(name, input.Windowing, input.IsBounded) => (Input, Selector) = (input, selector);

    /// <summary>The step before.</summary>
    public CollectionNode<TIn> Input { get; }

    /// <summary>The user's function.</summary>
    public Func<TIn, TOut> Selector { get; }

    /// <inheritdoc/>
    public override string Operation => "ParDo (one to one)";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);
}
