using System.Text;
using Dataflow.Time;

namespace Dataflow.Testing;

/// <summary>Panes and values as lines of a message.</summary>
internal static class PaneText
{
    /// <summary>Longer lists are cut: a message is to be read.</summary>
    private const int MaxLines = 100;

    public static void Append<T>(StringBuilder text, IReadOnlyList<WindowedValue<T>> panes)
    {
        var values = panes.Take(MaxLines).Select(pane => Parts.ToText(pane.Value)).ToList();
        var width = values.Select(value => value.Length).DefaultIfEmpty(0).Max();
        AppendLines(text, panes.Count, row =>
        {
            var pane = panes[row];
            return $"{(pane.IsRetraction ? '-' : '+')} {values[row].PadRight(width)}  {pane.Window}  {pane.Pane}  emitted at {EventTime.ToText(pane.ProcessingTime)}, watermark {EventTime.ToText(pane.Watermark)}";
        });
    }

    public static void Append<T>(StringBuilder text, IReadOnlyList<T> values) => AppendLines(text, values.Count, row => Parts.ToText(values[row]));

    private static void AppendLines(StringBuilder text, int count, Func<int, string> line)
    {
        for (var row = 0; row < Math.Min(count, MaxLines); row++)
        {
            text.Append($"    {line(row)}\n");
        }

        if (count > MaxLines)
        {
            text.Append($"    and {count - MaxLines} more\n");
        }
    }
}
