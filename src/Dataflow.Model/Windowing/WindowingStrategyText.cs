using Dataflow.Text;
using Dataflow.Time;
using Dataflow.Triggers;

namespace Dataflow.Windowing;

/// <summary>Prints and reads whole windowing strategies, and the words that their settings take.</summary>
internal static class WindowingStrategyText
{
    public static readonly (string Word, AccumulationMode? Value)[] AccumulationModes =
    [
        ("discarding", AccumulationMode.Discarding), ("accumulating", AccumulationMode.Accumulating), ("retracting", AccumulationMode.Retracting), ("unsaid", null),
    ];

    public static readonly (string Word, TimestampCombiner Value)[] TimestampCombiners =
    [
        ("end-of-window", TimestampCombiner.EndOfWindow), ("earliest", TimestampCombiner.Earliest), ("latest", TimestampCombiner.Latest),
    ];

    public static readonly (string Word, OnTimeBehavior Value)[] OnTimeBehaviors =
    [
        ("always", OnTimeBehavior.FireAlways), ("if-non-empty", OnTimeBehavior.FireIfNonEmpty),
    ];

    public static readonly (string Word, ClosingBehavior Value)[] ClosingBehaviors =
    [
        ("always", ClosingBehavior.FireAlways), ("if-non-empty", ClosingBehavior.FireIfNonEmpty),
    ];

    private static readonly (string Word, bool Value)[] FinishingTriggers = [("refused", false), ("allowed", true)];

    public static string Print(WindowingStrategy strategy) =>
        $"window {strategy.WindowFn}, trigger {strategy.Trigger}, accumulation {WordOf(AccumulationModes, strategy.AccumulationMode)}, "
        + $"lateness {DurationText.ToText(strategy.AllowedLateness)}, timestamp {WordOf(TimestampCombiners, strategy.TimestampCombiner)}, "
        + $"on-time {WordOf(OnTimeBehaviors, strategy.OnTimeBehavior)}, closing {WordOf(ClosingBehaviors, strategy.ClosingBehavior)}, "
        + $"finishing-trigger {WordOf(FinishingTriggers, strategy.AllowFinishingTrigger)}";

    public static WindowingStrategy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SpecificationReader(text);
        var seen = new HashSet<string>();
        WindowFn? windowFn = null;
        var strategy = WindowingStrategy.Global;
        do
        {
            var at = reader.SkipSpace();
            var name = reader.TakeWord().ToLowerInvariant();
            if (!seen.Add(name))
            {
                throw reader.Refuse(at, $"'{name}' stands twice");
            }

            switch (name)
            {
                case "window":
                    windowFn = WindowFnText.Read(reader);
                    break;
                case "trigger":
                    strategy = strategy with { Trigger = TriggerText.Read(reader) };
                    break;
                case "accumulation":
                    strategy = strategy with { AccumulationMode = Read(reader, AccumulationModes) };
                    break;
                case "lateness":
                    strategy = strategy with { AllowedLateness = DurationText.Read(reader) };
                    break;
                case "timestamp":
                    strategy = strategy with { TimestampCombiner = Read(reader, TimestampCombiners) };
                    break;
                case "on-time":
                    strategy = strategy with { OnTimeBehavior = Read(reader, OnTimeBehaviors) };
                    break;
                case "closing":
                    strategy = strategy with { ClosingBehavior = Read(reader, ClosingBehaviors) };
                    break;
                case "finishing-trigger":
                    strategy = strategy with { AllowFinishingTrigger = Read(reader, FinishingTriggers) };
                    break;
                default:
                    throw reader.Error(at, "'window', 'trigger', 'accumulation', 'lateness', 'timestamp', 'on-time', 'closing' or 'finishing-trigger'");
            }
        }
        while (reader.TryTake(','));
        reader.ExpectEnd();
        return strategy with { WindowFn = windowFn ?? throw reader.Error(reader.Position, "', window' and a window: a strategy needs one") };
    }

    /// <summary>Reads one of some words.</summary>
    public static T Read<T>(SpecificationReader reader, (string Word, T Value)[] choices)
    {
        var at = reader.SkipSpace();
        var word = reader.TakeWord();
        foreach (var (text, value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        throw reader.Error(at, string.Join(" or ", choices.Select(choice => $"'{choice.Word}'")));
    }

    private static string WordOf<T>((string Word, T Value)[] choices, T value) =>
        choices.First(choice => EqualityComparer<T>.Default.Equals(choice.Value, value)).Word;
}
