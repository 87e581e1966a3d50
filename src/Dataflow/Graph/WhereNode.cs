namespace Dataflow.Graph;

/// <summary>Keeps the elements that satisfy a predicate.</summary>
public sealed record WhereNode<T> : CollectionNode<T>
{
    internal WhereNode(string name, CollectionNode<T> input, Func<T, bool> predicate)
        : base(name, input.Windowing, input.IsBounded) => (Input, Predicate) = (input, predicate);

    /// <summary>The step before.</summary>
    public CollectionNode<T> Input { get; }

    /// <summary>The user's function.</summary>
    public Func<T, bool> Predicate { get; }

    /// <inheritdoc/>
    public override string Operation => "ParDo (filter)";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);
}
