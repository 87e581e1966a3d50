namespace Dataflow.Graph;

/// <summary>
/// A step of a pipeline's description. Nodes are immutable and say nothing of how they run: a runner translates them through
/// <see cref="INodeVisitor"/>.
/// </summary>
public abstract record PipelineNode
{
    private protected PipelineNode(string name) => Name = name;

    /// <summary>The step's name, the only one of its kind in the pipeline.</summary>
    public string Name { get; }

    /// <summary>What the step does, as the field calls it, for example <c>ParDo</c> or <c>CombinePerKey</c>.</summary>
    public abstract string Operation { get; }

    /// <summary>The steps whose output this one takes.</summary>
    public abstract IReadOnlyList<PipelineNode> Inputs { get; }

    /// <summary>The step's settings in a line; empty if it has none.</summary>
    public virtual string Settings => "";

    /// <summary>Whether the step takes elements out of the pipeline.</summary>
    public virtual bool IsSink => false;

    /// <summary>Calls the visitor's method for this kind of node, with its types.</summary>
    public abstract void Accept(INodeVisitor visitor);

    /// <summary>
    /// Whether the elements that the step gives carry windows of their own, rather than being in those that follow from their
    /// event times.
    /// </summary>
    public virtual bool CarriesWindows => Inputs.Any(input => input.CarriesWindows);

    /// <summary>Whether elements may be followed by retractions, which take them back.</summary>
    public virtual bool MayRetract => Inputs.Any(input => input.MayRetract);

    /// <summary>Why the step could not run or could lose data, each reason with its fix.</summary>
    internal virtual IEnumerable<string> FindProblems() => [];

    /// <summary>Prints the name with operation and settings.</summary>
    public override string ToString() => Settings.Length == 0 ? $"'{Name}' {Operation}" : $"'{Name}' {Operation}: {Settings}";
}
