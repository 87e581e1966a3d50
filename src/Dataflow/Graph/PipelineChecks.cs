namespace Dataflow.Graph;

/// <summary>What is checked of a pipeline when it is built: each problem with its reason and its fix.</summary>
internal static class PipelineChecks
{
    public static IEnumerable<string> Find(IReadOnlyList<PipelineNode> nodes)
    {
        if (!nodes.Any(node => node.IsSink))
        {
            yield return "It has no sink, so its results would go nowhere. End each collection that matters with ForEach, ForEachPane, ToList, WriteTo or the like.";
        }

        foreach (var problem in nodes.SelectMany(node => node.FindProblems()))
        {
            yield return problem;
        }
    }
}
