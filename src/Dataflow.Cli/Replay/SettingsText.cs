using System.Text;
using Dataflow.Cli.Options;
using Dataflow.Files;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Cli.Replay;

/// <summary>Prints every setting of a replay that is in force, the defaults among them.</summary>
internal static class SettingsText
{
    public static string Of(ReplayOptions options)
    {
        var windowing = options.Windowing;
        (string Name, string Value)[] settings =
        [
            ("files", string.Join(" ", options.Files)),
            ("time", options.Time),
            ("arrival", options.Arrival ?? "the last $processingTime record, else the largest event time so far"),
            ("key", options.Key.Count == 0 ? "one group" : string.Join(",", options.Key)),
            ("value", options.Value ?? "the whole event"),
            ("aggregate", $"{options.Aggregate}"),
            ("window", $"{windowing.WindowFn}"),
            ("trigger", $"{windowing.Trigger}"),
            ("accumulation", (windowing.AccumulationMode ?? AccumulationMode.Discarding).ToString().ToLowerInvariant()),
            ("lateness", DurationText.ToText(windowing.AllowedLateness)),
            ("on-time", windowing.OnTimeBehavior == OnTimeBehavior.FireAlways ? "always" : "if-non-empty"),
            ("closing", windowing.ClosingBehavior == ClosingBehavior.FireAlways ? "always" : "if-non-empty"),
            ("timestamp", windowing.TimestampCombiner switch
            {
                TimestampCombiner.Earliest => "earliest",
                TimestampCombiner.Latest => "latest",
                _ => "end-of-window",
            }),
            ("finishing", windowing.AllowFinishingTrigger ? "a trigger that can finish is accepted" : "a trigger that can finish is refused"),
            ("watermark", $"{options.Watermark}"),
            ("output", options.Output.ToString().ToLowerInvariant()),
            ("out", options.Out ?? "standard output"),
            ("late", options.Late ?? "counted only"),
            ("on-error", options.OnError == OnError.Fail ? "fail" : "skip"),
            ("parallelism", $"{options.Parallelism}"),
            ("speed", options.Speed is { } speed ? $"{speed}" : "max"),
        ];
        var text = new StringBuilder("\nSettings in force\n");
        foreach (var (name, value) in settings)
        {
            text.Append($"  {name,-13} {value}\n");
        }

        return text.ToString();
    }
}
