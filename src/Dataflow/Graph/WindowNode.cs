using Dataflow.Windowing;

namespace Dataflow.Graph;

/// <summary>Says how the groupings that follow are windowed. Allowed lateness never shrinks (rule 29).</summary>
public sealed record WindowNode<T> : CollectionNode<T>
{
    internal WindowNode(string name, CollectionNode<T> input, WindowingStrategy strategy)
        : base(name, Raise(strategy, input.Windowing), input.IsBounded) => Input = input;

    /// <summary>The step before.</summary>
    public CollectionNode<T> Input { get; }

    /// <inheritdoc/>
    public override string Operation => "Window.into";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    public override string Settings => Windowing.ToString();

    /// <inheritdoc/>
    // What was assigned before no longer counts. What follows from the element is assigned here, as the element may be gone further down.
    public override bool CarriesWindows => !Windowing.WindowFn.DependsOnTimeOnly;

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);

    private static WindowingStrategy Raise(WindowingStrategy strategy, WindowingStrategy upstream) =>
        upstream.AllowedLateness > strategy.AllowedLateness ? strategy with { AllowedLateness = upstream.AllowedLateness } : strategy;
}
