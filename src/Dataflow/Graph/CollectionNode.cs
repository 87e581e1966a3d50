using Dataflow.Windowing;

namespace Dataflow.Graph;

/// <summary>A step whose output is a collection of <typeparamref name="T"/>.</summary>
public abstract record CollectionNode<T> : PipelineNode
{
    private protected CollectionNode(string name, WindowingStrategy windowing, bool isBounded)
        : base(name) => (Windowing, IsBounded) = (windowing, isBounded);

    /// <summary>How the collection is windowed.</summary>
    public WindowingStrategy Windowing { get; }

    /// <summary>Whether the collection is known to end.</summary>
    public bool IsBounded { get; }

    /// <inheritdoc/>
    public sealed override string ToString() => base.ToString();
}
