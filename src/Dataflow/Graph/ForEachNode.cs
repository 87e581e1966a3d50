namespace Dataflow.Graph;

/// <summary>Calls a function with each value of a collection.</summary>
public sealed record ForEachNode<T> : PipelineNode
{
    internal ForEachNode(string name, CollectionNode<T> input, Action<T> action)
        : base(name) => (Input, Action) = (input, action);

    /// <summary>The step before.</summary>
    public CollectionNode<T> Input { get; }

    /// <summary>The user's function.</summary>
    public Action<T> Action { get; }

    /// <inheritdoc/>
    public override string Operation => "ForEach";

    /// <inheritdoc/>
    public override bool IsSink => true;

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);

    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}
