using System.Globalization;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>An input that is dropped: from which window, its value and event time, and the watermark at its arrival.</summary>
internal sealed record ExpectedLate(Window Window, int Value, Instant Timestamp, Instant Watermark, LateReason Reason)
{
    /// <summary>Reads a table: an input a line, with window, value, event time and watermark; all expired.</summary>
    public static IReadOnlyList<ExpectedLate> Table(string text) =>
    [
        .. from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           let cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)
           select new ExpectedLate(Day.WindowOf(cells[0]), int.Parse(cells[1], CultureInfo.InvariantCulture), Day.At(cells[2]), Day.At(cells[3]), LateReason.Expired),
    ];
}
