using System.Text;
using Dataflow.Graph;
using Dataflow.Running;

namespace Dataflow.Planning;

/// <summary>Prints a pipeline's logical and physical graph.</summary>
internal static class PlanText
{
    public static string Of(Pipeline pipeline, RunOptions options)
    {
        var text = new StringBuilder();
        text.AppendLine($"Logical graph of {pipeline}");
        var numbers = new Dictionary<PipelineNode, int>(ReferenceEqualityComparer.Instance);
        foreach (var node in pipeline.Nodes)
        {
            numbers.Add(node, numbers.Count + 1);
            var inputs = node.Inputs.Count == 0 ? "" : $"  <- {string.Join(", ", node.Inputs.Select(input => $"[{numbers[input]}]"))}";
            text.AppendLine($"  [{numbers[node]}] {node}{inputs}");
        }

        text.AppendLine();
        text.AppendLine($"Physical graph on the local runner: {options.Parallelism} worker{(options.Parallelism == 1 ? "" : "s")}, batches of {options.BatchSize}");
        var plan = PlanCompiler.Compile(pipeline, options);
        plan.Disposables.ForEach(disposable => disposable.Dispose());
        var operators = plan.Operators;
        for (var i = 0; i < operators.Count;)
        {
            var chain = ChainFrom(operators, i);
            var nodes = string.Join(" ", operators.Skip(i).Take(chain).Select(op => $"[{numbers[op.Node]}]"));
            text.AppendLine(chain == 1
                ? $"  {nodes} {operators[i].Text}"
                : $"  {nodes} Fused: {string.Join(" -> ", operators.Skip(i).Take(chain).Select(op => op.Text))}");
            i += chain;
        }

        return text.ToString();
    }

    /// <summary>How many operators from this one on are one pass over each batch.</summary>
    private static int ChainFrom(List<PlannedOperator> operators, int first)
    {
        var count = 1;
        while (first + count < operators.Count
            && operators[first + count - 1] is { IsStateless: true, HasOneConsumer: true }
            && operators[first + count].IsStateless
            && ReferenceEquals(operators[first + count].Node.Inputs[0], operators[first + count - 1].Node))
        {
            count++;
        }

        return count;
    }
}
