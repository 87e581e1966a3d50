namespace Dataflow.Cli.Options;

/// <summary>How panes are written.</summary>
internal enum OutputFormat
{
    Table,
    Jsonl,
    Csv,
}
