using Dataflow.Sinks;

namespace Dataflow.Graph;

/// <summary>Writes a collection, with windows and panes, to a sink.</summary>
public sealed record WriteNode<T> : PipelineNode
{
    internal WriteNode(string name, CollectionNode<T> input, Sink<T> sink)
        : base(name) => (Input, Sink) = (input, sink);

    /// <summary>The step before.</summary>
    public CollectionNode<T> Input { get; }

    /// <summary>Where the elements go.</summary>
    public Sink<T> Sink { get; }

    /// <inheritdoc/>
    public override string Operation => "Write";

    /// <inheritdoc/>
    public override bool IsSink => true;

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    public override string Settings => Sink.ToString();

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);

    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}
