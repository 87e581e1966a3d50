using Dataflow.Graph;

namespace Dataflow;

/// <summary>
/// The description of a computation: an immutable graph of steps. It does not know what runs it; see
/// <see cref="Running.LocalRunner"/>. The same pipeline may run many times.
/// </summary>
public sealed class Pipeline
{
    internal Pipeline(string name, IReadOnlyList<PipelineNode> nodes) => (Name, Nodes) = (name, nodes);

    /// <summary>The pipeline's name.</summary>
    public string Name { get; }

    /// <summary>The steps, each behind those that it takes from.</summary>
    public IReadOnlyList<PipelineNode> Nodes { get; }

    /// <summary>Describes a pipeline and checks it.</summary>
    /// <exception cref="PipelineValidationException">The pipeline could not run or could lose data.</exception>
    public static Pipeline Build(Action<PipelineBuilder> describe) => Build("pipeline", describe);

    /// <summary>Describes a pipeline with a name and checks it.</summary>
    /// <exception cref="PipelineValidationException">The pipeline could not run or could lose data.</exception>
    public static Pipeline Build(string name, Action<PipelineBuilder> describe)
    {
        ArgumentNullException.ThrowIfNull(describe);
        var builder = new PipelineBuilder(name);
        describe(builder);
        return builder.Build();
    }

    /// <summary>Prints the pipeline's name and how many steps it has.</summary>
    public override string ToString() => $"{Name} ({Nodes.Count} steps)";
}
