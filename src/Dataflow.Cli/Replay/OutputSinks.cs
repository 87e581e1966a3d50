using Dataflow.Cli.Options;
using Dataflow.Cli.Output;
using Dataflow.Files;
using Dataflow.Files.Output;
using Dataflow.Sinks;

namespace Dataflow.Cli.Replay;

/// <summary>The sink for the panes of a replay.</summary>
internal static class OutputSinks
{
    public static Sink<KV<FieldKey?, TOut>> Create<TOut>(ReplayOptions options, CommandContext context, JsonValueWriter<TOut> write)
    {
        var target = options.Out is { } path ? new OutputTarget(path) : new OutputTarget("standard output", context.OpenOutput);
        return options.Output switch
        {
            OutputFormat.Csv => PaneFiles.Csv<FieldKey?, TOut>(target, options.Key.Count > 1 ? options.Key : [], ValueWriters.Key, write),
            OutputFormat.Table => new TableSink<TOut>(target, options.Key, options.Value is null ? $"{options.Aggregate}" : $"{options.Aggregate} of {options.Value}", write),
            _ => PaneFiles.JsonLines<FieldKey?, TOut>(target, ValueWriters.Key, write),
        };
    }
}
