namespace Dataflow.Architecture.Tests.Folders;

/// <summary>A type that may use types of a folder above its own, and why.</summary>
internal sealed record UpwardUse(string Project, string Type, string[] Uses, string Why)
{
    private const string Face = "A public face of the reader: its namespace is the project's, what it shows is made in Records.";

    /// <summary>All that there are. One that is needed no longer must go.</summary>
    public static IReadOnlyList<UpwardUse> All { get; } =
    [
        new("Dataflow.Files", "Recording", ["RecordingSource", "RowBinder", "TypedBinder"], "Where everyone begins: it makes the sources of all other folders."),
        new("Dataflow.Files", "RecordBinder", ["ProjectedField"], Face),
        new("Dataflow.Files", "RecordView", ["RecordCursor", "SlotKind"], Face),
        new("Dataflow.Files", "FieldKeyCache", ["RecordCursor", "Slot", "SlotKind"], Face),
        new("Dataflow.Files", "JsonText", ["Number"], "JSON text holds numbers, and a Number knows best how it is written."),
        new("Dataflow", "CombineCompiler", ["RunOptions"], "A plan is made for the options of a run, which are public with the runner."),
        new("Dataflow", "PlanCompiler", ["RunOptions", "SourceDriver", "CauseCounter"], "As CombineCompiler; and it makes the drivers that a run drives."),
        new("Dataflow", "PlanText", ["RunOptions"], "As CombineCompiler."),
        new("Dataflow", "Plan", ["SourceDriver"], "It holds the drivers that a run drives."),
    ];

    public static IEnumerable<string> In(string project) =>
        All.Where(upward => upward.Project == project).SelectMany(upward => upward.Uses, (upward, used) => $"{upward.Type} uses {used}");
}
