using Dataflow.Reference;
using Dataflow.Time;
using Dataflow.Windowing;
using Interval = Dataflow.Reference.Interval;
using Instant = NodaTime.Instant;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>Everything that comes out of a pipeline, in the form in which engine and specification are compared: the panes in order, and what each step dropped.</summary>
public sealed record Outcome(IReadOnlyList<Element> Panes, IReadOnlyList<IReadOnlyList<Late>> Late)
{
    public static Pane Of(WindowedValue<KV<string, string>> pane) => new(
        pane.Value.Key, pane.Value.Value, Signal.Ticks(pane.Timestamp), pane.IsRetraction, Of(pane.Window), pane.Pane, Signal.Ticks(pane.ProcessingTime), Signal.Ticks(pane.Watermark));

    public static Late Of(LateElement<KV<string, string>> late) => new(
        new Element(late.Value.Key, late.Value.Value, Signal.Ticks(late.Timestamp), late.IsRetraction), Of(late.Window), Signal.Ticks(late.Watermark), late.Reason);

    public static Interval Of(Window window) => new(Signal.Ticks(window.Start), Signal.Ticks(window.End));

    /// <summary>Asserts that two are the same to the last detail.</summary>
    public static void AssertSame(Outcome expected, Outcome actual, string by)
    {
        Compare(expected.Panes, actual.Panes, $"The panes {by}");
        for (var step = 0; step < expected.Late.Count; step++)
        {
            Compare(expected.Late[step], actual.Late[step], $"What grouping {step + 1} dropped {by}");
        }
    }

    public static string Text(Element element) =>
        $"{(element.IsRetraction ? "-" : "")}{element.Key}: {element.Value} @{Text(element.Time)}"
        + (element is Pane pane ? $" in {Text(pane.Window)} {pane.Info} at {Text(pane.Clock)}, watermark {Text(pane.Watermark)}" : "");

    private static string Text(Late late) => $"{Text(late.Element)} for {Text(late.Window)}, watermark {Text(late.Watermark)}, {late.Reason}";

    private static string Text(Interval window) => $"[{Text(window.Start)}, {Text(window.End)})";

    private static string Text(Int128 ticks) =>
        EventTime.ToText(ticks >= Signal.End ? EventTime.EndOfTime : ticks <= Signal.Start ? EventTime.StartOfTime : Instant.FromUnixTimeTicks((long)ticks));

    private static void Compare<T>(IReadOnlyList<T> expected, IReadOnlyList<T> actual, string what)
    {
        var same = expected.Zip(actual).TakeWhile(pair => EqualityComparer<T>.Default.Equals(pair.First, pair.Second)).Count();
        if (same == expected.Count && same == actual.Count)
        {
            return;
        }

        string Lines(IReadOnlyList<T> lines) => string.Concat(
            lines.Skip(same).Take(6).Select(line => $"\n  {line switch { Element element => Text(element), Late late => Text(late), _ => line }}").DefaultIfEmpty("\n  nothing"));
        Assert.Fail($"{what}, after {same} that are right, should be{Lines(expected)}\nbut are{Lines(actual)}");
    }
}
