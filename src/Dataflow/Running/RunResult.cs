using System.Globalization;

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

    /// <summary>Prints a line a step: what came in and went out, was filtered, is in panes, and was late.</summary>
    public override string ToString()
    {
        var width = Steps.Select(step => step.Name.Length).Append(4).Max();
        return string.Join('\n', Steps
            .Select(step => string.Create(CultureInfo.InvariantCulture, $"{step.Name.PadRight(width)}  {step.In,14:N0}  {step.Out,14:N0}  {step.Filtered,14:N0}  {step.InPanes,14:N0}  {step.Late,14:N0}"))
            .Prepend($"{"step".PadRight(width)}  {"in",14}  {"out",14}  {"filtered",14}  {"in panes",14}  {"late",14}"));
    }
}
