namespace Dataflow.Testing.Generation;

/// <summary>
/// A chain of steps over texts by key. It prints as the C# expression that makes it, which compiles with <c>Dataflow.Testing.Generation</c> and <c>Dataflow.Windowing</c> in use, to try it again.
/// </summary>
/// <remarks>A window function of your own has no text: a step with one prints code that compiles, and throws when it is run.</remarks>
/// <param name="steps">The steps, in order.</param>
public sealed class GeneratedPipeline(IReadOnlyList<GeneratedStep> steps)
{
    /// <summary>The steps in order.</summary>
    public IReadOnlyList<GeneratedStep> Steps => steps;

    /// <summary>Applies all steps, named <c>Step 1</c> and so on.</summary>
    /// <param name="input">The collection before them.</param>
    /// <param name="prefix">What stands before the names, where there are several pipelines in one.</param>
    public PCollection<KV<string, string>> Apply(PCollection<KV<string, string>> input, string prefix = "")
    {
        for (var i = 0; i < steps.Count; i++)
        {
            input = steps[i].Apply(input, prefix + NameOf(i));
        }

        return input;
    }

    /// <summary>The name of a step by its place from 0.</summary>
    public static string NameOf(int index) => $"Step {index + 1}";

    /// <summary>Prints <c>new GeneratedPipeline([…])</c> with a step a line.</summary>
    public override string ToString() => steps.Count == 0 ? "new GeneratedPipeline([])" : $"new GeneratedPipeline([\n{string.Concat(steps.Select(step => $"    {step},\n"))}])";

    /// <summary>Whether a pipeline of these steps is not refused when it is built.</summary>
    public bool CanBeBuilt()
    {
        try
        {
            Pipeline.Build(p => Apply(p.Read(new EventStream<KV<string, string>>([]))).ForEachPane(_ => { }));
            return true;
        }
        catch (PipelineValidationException)
        {
            return false;
        }
    }
}
