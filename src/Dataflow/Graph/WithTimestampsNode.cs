using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Graph;

/// <summary>Gives each element another event time; its window stays as it is.</summary>
public sealed record WithTimestampsNode<T> : CollectionNode<T>
{
    internal WithTimestampsNode(string name, CollectionNode<T> input, Func<T, Instant> timestamp)
        : base(name, input.Windowing, input.IsBounded) => (Input, Timestamp) = (input, timestamp);

    /// <summary>The step before.</summary>
    public CollectionNode<T> Input { get; }

    /// <summary>The user's function.</summary>
    public Func<T, Instant> Timestamp { get; }

    /// <inheritdoc/>
    public override string Operation => "WithTimestamps";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    /// <inheritdoc/>
    // Once times change, windows no longer follow from them.
    public override bool CarriesWindows => Input.CarriesWindows || Windowing.WindowFn is not GlobalWindows;

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);
}
