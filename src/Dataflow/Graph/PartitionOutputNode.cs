namespace Dataflow.Graph;

/// <summary>One collection of a partition.</summary>
public sealed record PartitionOutputNode<T> : CollectionNode<T>
{
    internal PartitionOutputNode(string name, PartitionNode<T> partition, int index)
        : base(name, partition.Input.Windowing, partition.Input.IsBounded) => (Partition, Index) = (partition, index);

    /// <summary>The partition.</summary>
    public PartitionNode<T> Partition { get; }

    /// <summary>Which of its collections, from 0.</summary>
    public int Index { get; }

    /// <inheritdoc/>
    public override string Operation => "Partition output";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Partition];

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);
}
