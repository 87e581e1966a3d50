using Dataflow.Graph;
using Dataflow.Windowing;

namespace Dataflow;

/// <summary>
/// A collection of elements in a pipeline that is being described: what one step gives and the next takes. Each element has an
/// event time and is in a window (rule 1).
/// </summary>
/// <typeparam name="T">The type of the elements.</typeparam>
public class PCollection<T>
{
    internal PCollection(PipelineBuilder pipeline, CollectionNode<T> node) => (Pipeline, Node) = (pipeline, node);

    /// <summary>The name of the step that gives the collection.</summary>
    public string Name => Node.Name;

    /// <summary>How the collection is windowed.</summary>
    public WindowingStrategy Windowing => Node.Windowing;

    internal PipelineBuilder Pipeline { get; }

    internal CollectionNode<T> Node { get; }

    /// <summary>Prints the step that gives the collection.</summary>
    public override string ToString() => Node.ToString();
}
