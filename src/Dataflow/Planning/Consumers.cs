using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Graph;

namespace Dataflow.Planning;

/// <summary>The receivers that take from each node; a plan is compiled from the sinks up, so they are there before the node.</summary>
internal sealed class Consumers
{
    private readonly Dictionary<PipelineNode, object> byNode = new(ReferenceEqualityComparer.Instance);

    public void Add<T>(CollectionNode<T> node, Receiver<T> receiver)
    {
        if (!byNode.TryGetValue(node, out var receivers))
        {
            byNode.Add(node, receivers = new List<Receiver<T>>());
        }

        // Steps that were described first receive first.
        ((List<Receiver<T>>)receivers).Insert(0, receiver);
    }

    /// <summary>What takes from a node: nothing, one receiver, or several that share each batch.</summary>
    public Receiver<T>? Of<T>(CollectionNode<T> node) =>
        !byNode.TryGetValue(node, out var found) ? null
        : found is List<Receiver<T>> { Count: 1 } one ? one[0]
        : new FanOut<T>((List<Receiver<T>>)found);

    public bool HasSeveral(PipelineNode node) => byNode.TryGetValue(node, out var found) && found is System.Collections.ICollection { Count: > 1 };
}
