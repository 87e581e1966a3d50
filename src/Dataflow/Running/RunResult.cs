namespace Dataflow.Running;

/// <summary>What a run that has ended counted.</summary>
/// <param name="Steps">The steps that ran, in the order of the pipeline.</param>
public sealed record RunResult(IReadOnlyList<StepResult> Steps)
{
    /// <summary>How many elements grouping steps dropped because their window had expired.</summary>
    public long Late => Steps.Sum(step => step.Late);

    /// <summary>The counts of a step.</summary>
    /// <exception cref="KeyNotFoundException">No step of this name ran.</exception>
    public StepResult this[string name] => Steps.FirstOrDefault(step => step.Name == name)
        ?? throw new KeyNotFoundException($"No step named '{name}' ran; the steps are {string.Join(", ", Steps.Select(step => $"'{step.Name}'"))}.");
}
