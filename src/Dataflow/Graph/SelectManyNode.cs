namespace Dataflow.Graph;

/// <summary>Maps each element to any number of values.</summary>
public sealed record SelectManyNode<TIn, TOut> : CollectionNode<TOut>
{
    internal SelectManyNode(string name, CollectionNode<TIn> input, Func<TIn, IEnumerable<TOut>> selector)
        : base(name, input.Windowing, input.IsBounded) => (Input, Selector) = (input, selector);

    /// <summary>The step before.</summary>
    public CollectionNode<TIn> Input { get; }

    /// <summary>The user's function.</summary>
    public Func<TIn, IEnumerable<TOut>> Selector { get; }

    /// <inheritdoc/>
    public override string Operation => "ParDo (one to many)";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);
}
