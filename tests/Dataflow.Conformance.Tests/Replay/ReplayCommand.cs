using Dataflow.Conformance.Tests.Figures;
using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Conformance.Tests.Replay;

/// <summary>The command line that makes a figure from its recording. What is a default is not said.</summary>
internal static class ReplayCommand
{
    /// <summary>The options, in front of the recording.</summary>
    public static IReadOnlyList<string> OptionsOf(Figure figure)
    {
        var windowing = figure.Windowing;
        var options = new List<string> { "--time", figure.Script.IsIngressTime ? "arrived" : "at", "--arrival", "arrived", "--value", "value" };
        Add(windowing.WindowFn is not GlobalWindows, "--window", windowing.WindowFn);
        Add(windowing.Trigger is not DefaultTrigger, "--trigger", windowing.Trigger);
        Add(windowing.AccumulationMode is not null, "--accumulation", $"{windowing.AccumulationMode}".ToLowerInvariant());
        Add(windowing.AllowedLateness > Duration.Zero, "--lateness", DurationText.ToText(windowing.AllowedLateness));
        Add(windowing.OnTimeBehavior == OnTimeBehavior.FireIfNonEmpty, "--on-time", "if-non-empty");
        Add(!figure.Script.Steps.Any(step => step.Watermark is not null), "--watermark", "recorded");
        return options;

        void Add(bool isSet, string option, object value)
        {
            if (isSet)
            {
                options.AddRange([option, $"{value}"]);
            }
        }
    }

    /// <summary>The line as somebody types it at the root of the repository.</summary>
    public static string LineOf(Figure figure) => string.Join(" ", ["dataflow", "replay", .. OptionsOf(figure).Select(Quoted), .. LateOf(figure, "late.jsonl"), Examples.RecordingOf(figure.Script)]);

    /// <summary>The option that writes late elements, where a figure has any.</summary>
    public static IEnumerable<string> LateOf(Figure figure, string file) => figure.Late.Length > 0 ? ["--late", file] : [];

    private static string Quoted(string word) => word.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? word : $"\"{word}\"";
}
