namespace Dataflow.Testing.Generation;

/// <summary>A step of a <see cref="GeneratedPipeline"/>. It prints as the C# expression that makes it.</summary>
public abstract record GeneratedStep
{
    private protected GeneratedStep()
    {
    }

    /// <summary>Applies the step.</summary>
    /// <param name="input">The collection before it.</param>
    /// <param name="name">The name that the step gets.</param>
    public abstract PCollection<KV<string, string>> Apply(PCollection<KV<string, string>> input, string name);
}
