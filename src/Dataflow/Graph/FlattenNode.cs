namespace Dataflow.Graph;

/// <summary>Merges collections of one type and windowing into one.</summary>
public sealed record FlattenNode<T> : CollectionNode<T>
{
    internal FlattenNode(string name, IReadOnlyList<CollectionNode<T>> inputs)
        : base(name, inputs[0].Windowing, inputs.All(input => input.IsBounded)) => Collections = inputs;

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
        foreach (var other in Collections.Where(other => other.Windowing.WindowFn != Windowing.WindowFn))
        {
            yield return $"'{Name}' merges '{Collections[0].Name}' in windows '{Windowing.WindowFn}' with '{other.Name}' in windows '{other.Windowing.WindowFn}'. "
                + "Give them the same windowing before it.";
        }
    }
}
