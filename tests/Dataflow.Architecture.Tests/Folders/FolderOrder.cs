namespace Dataflow.Architecture.Tests.Folders;

/// <summary>The folders of each project, from the top down. A folder uses only what stands below it; an empty name is the project's own folder.</summary>
internal static class FolderOrder
{
    public static IReadOnlyDictionary<string, string[]> Of { get; } = new Dictionary<string, string[]>
    {
        ["Dataflow.Cli"] = ["Replay", "Reporting", "Output", "Options", ""],
        ["Dataflow.Testing"] = ["Generation", ""],
        ["Dataflow.Files"] = ["Output", "Rows", "Typed", "Records", "Bytes", "", "Text"],
        ["Dataflow"] = ["Running", "Planning", "Transforms", "", "Graph", "Sinks", "Sources"],
        ["Dataflow.Engine"] = ["Triggered", "Early", "Sessions", "Sliced", "Keyed", "Exchange", "Steps", "Watermarks", "Triggers", "Batches", "Windows", "Hashing", "Pooling"],
        ["Dataflow.Model"] = ["Elements", "Errors", "Panes", "Windowing", "Triggers", "Watermarks", "Combining", "Time", "Text"],
    };
}
