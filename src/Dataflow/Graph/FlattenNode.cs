using Dataflow.Windowing;

namespace Dataflow.Graph;

/// <summary>Merges collections of one type and windowing into one.</summary>
public sealed record FlattenNode<T> : CollectionNode<T>
{
    internal FlattenNode(string name, IReadOnlyList<CollectionNode<T>> inputs)
        : base(name, WindowingOf(inputs), inputs.All(input => input.IsBounded)) => Collections = inputs;

    /// <summary>The collections that are merged.</summary>
    public IReadOnlyList<CollectionNode<T>> Collections { get; }

    /// <inheritdoc/>
    public override string Operation => "Flatten";

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => Collections;

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);

    internal override IEnumerable<string> FindProblems()
    {
        foreach (var other in Collections.Where(other => Alike(other.Windowing) != Windowing))
        {
            yield return $"'{Name}' merges '{Collections[0].Name}' ({Collections[0].Windowing}) with '{other.Name}' ({other.Windowing}). "
                + "Only the allowed lateness may differ: give them the same windowing before it.";
        }
    }

    // Rule 29: lateness never shrinks, so it is the greatest of the inputs'.
    private static WindowingStrategy WindowingOf(IReadOnlyList<CollectionNode<T>> inputs) => inputs[0].Windowing with
    {
        AllowedLateness = inputs.Max(input => input.Windowing.AllowedLateness),
        AccumulationMode = inputs.Select(input => input.Windowing.AccumulationMode).FirstOrDefault(mode => mode is not null),
    };

    private WindowingStrategy Alike(WindowingStrategy windowing) => windowing with
    {
        AllowedLateness = Windowing.AllowedLateness,
        AccumulationMode = windowing.AccumulationMode ?? Windowing.AccumulationMode,
    };
}
