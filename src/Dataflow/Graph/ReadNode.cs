using Dataflow.Sources;
using Dataflow.Watermarks;
using Dataflow.Windowing;

namespace Dataflow.Graph;

/// <summary>Reads the elements of a source.</summary>
public sealed record ReadNode<T> : CollectionNode<T>
{
    internal ReadNode(string name, Source<T> source)
        : base(name, WindowingStrategy.Global, source.IsBounded) => Source = source;

    /// <summary>Where the elements come from.</summary>
    public Source<T> Source { get; }

    /// <inheritdoc/>
    public override string Operation => "Read";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [];

    /// <inheritdoc/>
    public override string Settings => $"{Source}, watermark {Source.Watermark}";

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);

    internal override IEnumerable<string> FindProblems()
    {
        if (!IsBounded && Source.Watermark is PerfectWatermark or RecordedOrPerfectWatermark)
        {
            yield return $"'{Name}' has no known end, but a perfect watermark reads ahead to the end. Use a bounded or recorded watermark.";
        }
    }
}
