namespace Dataflow.Graph;

/// <summary>Splits a collection into several, each element into one of them.</summary>
public sealed record PartitionNode<T> : PipelineNode
{
    internal PartitionNode(string name, CollectionNode<T> input, int count, Func<T, int> partition)
        : base(name) => (Input, Count, Partition) = (input, count, partition);

    /// <summary>The step before.</summary>
    public CollectionNode<T> Input { get; }

    /// <summary>How many collections.</summary>
    public int Count { get; }

    /// <summary>The user's function: the index of an element's collection, from 0.</summary>
    public Func<T, int> Partition { get; }

    /// <inheritdoc/>
    public override string Operation => "Partition";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    public override string Settings => $"into {Count}";

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);

    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}
