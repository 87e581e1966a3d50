using Dataflow.Graph;

namespace Dataflow.Planning;

/// <summary>Finds where collections that come from one source meet again.</summary>
internal static class SharedSources
{
    /// <summary>Whether two of a step's inputs have a source in common.</summary>
    public static bool Meet(PipelineNode node)
    {
        var seen = new HashSet<PipelineNode>(ReferenceEqualityComparer.Instance);
        return node.Inputs.Any(input => !SourcesOf(input).All(seen.Add));
    }

    private static HashSet<PipelineNode> SourcesOf(PipelineNode node)
    {
        var sources = new HashSet<PipelineNode>(ReferenceEqualityComparer.Instance);
        var visited = new HashSet<PipelineNode>(ReferenceEqualityComparer.Instance);
        var open = new Stack<PipelineNode>([node]);
        while (open.TryPop(out var next))
        {
            if (!visited.Add(next))
            {
                continue;
            }

            if (next.Inputs.Count == 0)
            {
                sources.Add(next);
            }

            foreach (var input in next.Inputs)
            {
                open.Push(input);
            }
        }

        return sources;
    }
}
