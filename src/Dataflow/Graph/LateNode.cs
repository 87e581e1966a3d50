using Dataflow.Windowing;

namespace Dataflow.Graph;

/// <summary>The elements that a grouping step dropped because they came too late, in the global window.</summary>
public sealed record LateNode<T> : CollectionNode<LateElement<T>>
{
    internal LateNode(string name, PipelineNode combine)
        : base(name, WindowingStrategy.Global, ((ICombineNode)combine).IsBounded) => Combine = combine;

    /// <summary>The grouping step.</summary>
    public PipelineNode Combine { get; }

    /// <inheritdoc/>
    public override string Operation => "Late output";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Combine];

    /// <inheritdoc/>
    public override bool CarriesWindows => false;

    /// <inheritdoc/>
    // What came too late stays so; whether it took something back stands in the element.
    public override bool MayRetract => false;

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);
}
