namespace Dataflow.Benchmarks.Measuring;

/// <summary>A table in markdown: the first column is text, the others are to the right.</summary>
/// <param name="Name">Its name in the documents.</param>
/// <param name="Header">The heads of the columns.</param>
/// <param name="Rows">The rows, each named by its first cell.</param>
public sealed record Table(string Name, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Puts the rows of tables of one name into one.</summary>
    public static IEnumerable<Table> Join(IEnumerable<Table> tables) =>
        tables.GroupBy(table => table.Name).Select(parts => parts.First() with { Rows = [.. parts.SelectMany(part => part.Rows)] });

    public IEnumerable<string> Lines()
    {
        var widths = Header.Select((head, column) => Math.Max(3, Rows.Select(row => row[column].Length).Append(head.Length).Max())).ToArray();
        yield return Line(Header, widths);
        yield return $"|{string.Join('|', widths.Select((width, column) => column == 0 ? new string('-', width + 2) : $"{new string('-', width + 1)}:"))}|";
        foreach (var row in Rows)
        {
            yield return Line(row, widths);
        }
    }

    private static string Line(IReadOnlyList<string> cells, int[] widths) =>
        $"| {string.Join(" | ", cells.Select((cell, column) => column == 0 ? cell.PadRight(widths[column]) : cell.PadLeft(widths[column])))} |";
}
