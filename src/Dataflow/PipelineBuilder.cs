using Dataflow.Graph;

namespace Dataflow;

/// <summary>Collects the steps of a pipeline while it is described. Not safe for several threads at once.</summary>
public sealed class PipelineBuilder
{
    private readonly List<PipelineNode> nodes = [];
    private readonly HashSet<string> names = [];
    private readonly List<string> problems = [];
    private readonly Dictionary<PipelineNode, PipelineNode> lateNodes = new(ReferenceEqualityComparer.Instance);
    private bool isBuilt;

    /// <summary>Starts a pipeline.</summary>
    public PipelineBuilder(string name = "pipeline") => Name = name ?? throw new ArgumentNullException(nameof(name));

    /// <summary>The pipeline's name.</summary>
    public string Name { get; }

    /// <summary>Checks the description and gives the pipeline.</summary>
    /// <exception cref="PipelineValidationException">The pipeline could not run or could lose data; the message lists every reason with its fix.</exception>
    public Pipeline Build()
    {
        isBuilt = true;
        var found = problems.Concat(PipelineChecks.Find(nodes)).ToList();
        return found.Count == 0 ? new Pipeline(Name, nodes.ToArray()) : throw new PipelineValidationException(Name, found);
    }

    /// <summary>Takes note of why the pipeline could lose data or be wrong, with the fix.</summary>
    internal void AddProblem(string problem) => problems.Add(problem);

    /// <summary>Adds a collection step made with a name that no other step has.</summary>
    internal PCollection<T> Add<T>(string? name, string fallback, Func<string, CollectionNode<T>> make) => new(this, AddNode(name, fallback, make));

    internal TNode AddNode<TNode>(string? name, string fallback, Func<string, TNode> make)
        where TNode : PipelineNode
    {
        if (isBuilt)
        {
            throw new InvalidOperationException($"The pipeline '{Name}' has been built; it takes no more steps.");
        }

        var node = make(UniqueName(name, fallback));
        nodes.Add(node);
        return node;
    }

    /// <summary>The late output of a grouping step, the same one each time.</summary>
    internal CollectionNode<LateElement<T>> LateNodeOf<T>(PipelineNode combine)
    {
        if (!lateNodes.TryGetValue(combine, out var node))
        {
            node = AddNode(null, $"{combine.Name} (late)", unique => new LateNode<T>(unique, combine));
            lateNodes.Add(combine, node);
        }

        return (CollectionNode<LateElement<T>>)node;
    }

    /// <summary>Takes the node of a collection after a check that it belongs here.</summary>
    internal CollectionNode<T> NodeOf<T>(PCollection<T> collection)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Pipeline == this
            ? collection.Node
            : throw new ArgumentException($"The collection '{collection.Name}' belongs to another pipeline.", nameof(collection));
    }

    private string UniqueName(string? name, string fallback)
    {
        if (name is not null)
        {
            if (!names.Add(name))
            {
                problems.Add($"Two steps are named '{name}'. Give each step a name of its own.");
            }

            return name;
        }

        var unique = fallback;
        for (var n = 2; !names.Add(unique); n++)
        {
            unique = $"{fallback} {n}";
        }

        return unique;
    }
}
