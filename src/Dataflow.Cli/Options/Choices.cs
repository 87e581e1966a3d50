using Dataflow.Text;
using Dataflow.Windowing;

namespace Dataflow.Cli.Options;

/// <summary>The words that options with a fixed choice take.</summary>
internal static class Choices
{
    public static T Read<T>(string text, params (string Word, T Value)[] choices)
    {
        foreach (var (word, value) in choices)
        {
            if (string.Equals(word, text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw new SpecificationException(text, 0, $"expected {string.Join(" or ", choices.Select(choice => $"'{choice.Word}'"))}");
    }

    public static AccumulationMode ReadAccumulation(string text) => Read(
        text,
        ("discarding", AccumulationMode.Discarding), ("accumulating", AccumulationMode.Accumulating), ("retracting", AccumulationMode.Retracting));

    public static ClosingBehavior ReadClosing(string text) =>
        Read(text, ("if-non-empty", ClosingBehavior.FireIfNonEmpty), ("always", ClosingBehavior.FireAlways));

    public static TimestampCombiner ReadTimestamp(string text) => Read(
        text,
        ("end-of-window", TimestampCombiner.EndOfWindow), ("earliest", TimestampCombiner.Earliest), ("latest", TimestampCombiner.Latest));

    /// <summary>A multiple of the recorded pace; null for <c>max</c>.</summary>
    public static double? ReadSpeed(string text) =>
        string.Equals(text, "max", StringComparison.OrdinalIgnoreCase) ? null
        : double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var speed) && speed > 0 && double.IsFinite(speed) ? speed
        : throw new SpecificationException(text, 0, "expected 'max' or a positive number: a multiple of the recorded pace");

    public static int ReadParallelism(string text) =>
        int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var workers) && workers is >= 1 and <= 256
            ? workers
            : throw new SpecificationException(text, 0, "expected a number of workers from 1 to 256");
}
