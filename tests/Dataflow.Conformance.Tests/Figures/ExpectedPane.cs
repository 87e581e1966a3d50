using System.Globalization;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>A pane as a figure shows it: when, for which window, which value (with a minus if it takes it back), and how it stands to the watermark.</summary>
internal sealed record ExpectedPane(Instant ProcessingTime, Window Window, int Value, string Timing)
{
    /// <summary>Figures are drawn on a grid of 1/9 minute, and the inputs cut to whole seconds.</summary>
    private static readonly Duration Tolerance = Duration.FromSeconds(1);

    /// <summary>Reads a table: a pane a line, with time, window, value and timing.</summary>
    public static IReadOnlyList<ExpectedPane> Table(string text) =>
    [
        .. from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           let cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           select new ExpectedPane(Day.At(cells[0]), Day.WindowOf(cells[1]), int.Parse(cells[2], CultureInfo.InvariantCulture), cells[3]),
    ];

    /// <summary>Whether a pane is this one: its time within a second, all else exactly.</summary>
    public bool Matches(WindowedValue<int> pane) =>
        (pane.Window, pane.IsRetraction ? -pane.Value : pane.Value, pane.Pane.TimingText) == (Window, Value, Timing)
        && pane.ProcessingTime - ProcessingTime is var apart && apart <= Tolerance && apart >= -Tolerance;

    public override string ToString() => $"{Day.ToText(ProcessingTime),-10}  {Day.ToText(Window),-18}  {Value,3}  {Timing}";

    /// <summary>Prints a pane in the columns of the table.</summary>
    public static string ToText(WindowedValue<int> pane) =>
        new ExpectedPane(pane.ProcessingTime, pane.Window, pane.IsRetraction ? -pane.Value : pane.Value, pane.Pane.TimingText).ToString();
}
