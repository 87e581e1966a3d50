namespace Dataflow;

/// <summary>A pipeline that could not run, or that could lose data, was refused when it was built.</summary>
public sealed class PipelineValidationException : Exception
{
    /// <summary>Lists what is wrong with the pipeline.</summary>
    public PipelineValidationException(string pipeline, IReadOnlyList<string> problems)
        : base($"The pipeline '{pipeline}' cannot be built:{string.Concat((problems ?? []).Select(problem => $"{Environment.NewLine}- {problem}"))}")
    {
        Problems = problems ?? [];
    }

    /// <summary>Each reason, with its fix.</summary>
    public IReadOnlyList<string> Problems { get; }
}
