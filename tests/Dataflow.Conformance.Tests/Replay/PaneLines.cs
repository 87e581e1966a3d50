using System.Text.Json;
using Dataflow.Conformance.Tests.Figures;
using Dataflow.Panes;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;
using NodaTime.Text;

namespace Dataflow.Conformance.Tests.Replay;

/// <summary>Reads back what the command prints.</summary>
internal static class PaneLines
{
    public static IReadOnlyList<WindowedValue<int>> ReadPanes(string text) => [.. Lines(text).Select(line => new WindowedValue<int>(
        line.GetProperty("value").GetInt32(),
        Time(line, "timestamp"),
        WindowOf(line),
        PaneOf(line.GetProperty("pane")),
        Time(line, "processingTime"),
        Time(line, "watermark"),
        line.GetProperty("retraction").GetBoolean()))];

    public static IReadOnlyList<ExpectedLate> ReadLate(string text) => [.. Lines(text).Select(line => new ExpectedLate(
        WindowOf(line),
        line.GetProperty("element").GetProperty("value").GetInt32(),
        Time(line.GetProperty("element"), "at"),
        Time(line, "watermark"),
        Enum.Parse<LateReason>(line.GetProperty("reason").GetString()!, ignoreCase: true)))];

    private static IEnumerable<JsonElement> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);

    private static Window WindowOf(JsonElement line) => new(Time(line.GetProperty("window"), "start"), Time(line.GetProperty("window"), "end"));

    private static PaneInfo PaneOf(JsonElement pane) => new(
        pane.GetProperty("timing").GetString() switch { "EARLY" => PaneTiming.Early, "ON_TIME" => PaneTiming.OnTime, "LATE" => PaneTiming.Late, _ => PaneTiming.Unknown },
        pane.GetProperty("index").GetInt32(),
        pane.GetProperty("nonSpeculativeIndex").GetInt32(),
        pane.GetProperty("isFirst").GetBoolean(),
        pane.GetProperty("isLast").GetBoolean());

    private static Instant Time(JsonElement line, string property) => line.GetProperty(property).GetString() switch
    {
        "-infinity" => EventTime.StartOfTime,
        "infinity" => EventTime.EndOfTime,
        var text => InstantPattern.ExtendedIso.Parse(text!).Value,
    };
}
