namespace Dataflow.Running;

/// <summary>What a step counted in a run that has ended.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="In">How many elements came in.</param>
/// <param name="Out">How many elements went out: for a grouping step, panes.</param>
/// <param name="Filtered">How many elements the user's filter took away.</param>
/// <param name="InPanes">For a grouping step, how many elements its panes hold.</param>
/// <param name="Late">How many elements a grouping step dropped because their window had expired.</param>
public sealed record StepResult(string Name, long In, long Out, long Filtered, long InPanes, long Late);
