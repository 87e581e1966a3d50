namespace Dataflow.Graph;

/// <summary>Calls a function with each value of a collection.</summary>
public sealed record ForEachNode<T> : PipelineNode
{
    internal ForEachNode(string name, CollectionNode<T> input, Action<T> action)
        : base(name) => (Input, Action) = (input, action);

    /// <summary>The step before.</summary>
    public CollectionNode<T> Input { get; }

    /// <summary>The user's function.</summary>
    public Action<T> Action { get; }

    /// <inheritdoc/>
    public override string Operation => "ForEach";

    /// <inheritdoc/>
    public override bool IsSink => true;

    /// <inheritdoc/>
    public override IReadOnlyList<PipelineNode> Inputs => [Input];

    internal override IEnumerable<string> FindProblems()
    {
        if (Input.MayRetract)
        {
            yield return $"'{Name}' takes values only, so it would take a retraction for one more value. Use ForEachPane, ToList with WindowedValue, or WriteTo.";
        }
    }

    /// <inheritdoc/>
    public override void Accept(INodeVisitor visitor) => visitor.Visit(this);

    /// <inheritdoc/>
    public override string ToString() => base.ToString();
}
