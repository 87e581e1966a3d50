using Dataflow.Graph;

namespace Dataflow;

/// <summary>What a grouping step gives: its panes, and apart from them the elements that came too late.</summary>
/// <typeparam name="TIn">The type of the elements that were grouped.</typeparam>
/// <typeparam name="TOut">The type of the panes.</typeparam>
public sealed class GroupedPCollection<TIn, TOut> : PCollection<TOut>
{
    private readonly PipelineNode combine;

    internal GroupedPCollection(PipelineBuilder pipeline, CollectionNode<TOut> node, PipelineNode combine)
        : base(pipeline, node) => this.combine = combine;

    /// <summary>
    /// The elements that were dropped, each with its window, the watermark at its arrival and the reason (choice 8). They are
    /// counted whether or not this is used.
    /// </summary>
    public PCollection<LateElement<TIn>> Late =>
        new(Pipeline, Pipeline.LateNodeOf<TIn>(combine));
}
