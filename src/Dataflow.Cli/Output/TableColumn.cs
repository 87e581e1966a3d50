namespace Dataflow.Cli.Output;

/// <summary>A column of a table.</summary>
internal sealed record TableColumn(string Title, bool IsNumeric = false);
