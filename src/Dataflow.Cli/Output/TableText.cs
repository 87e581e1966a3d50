using System.Text;

namespace Dataflow.Cli.Output;

/// <summary>Lays rows out in columns. Rows are held until they are taken, so that a column knows how wide it must be.</summary>
internal sealed class TableText(IReadOnlyList<TableColumn> columns)
{
    private const int MaxWidth = 60;

    private readonly int[] widths = [.. columns.Select(column => column.Title.Length)];
    private readonly List<string[]> rows = [];
    private bool hasHeader;

    /// <summary>How many rows are held.</summary>
    public int Count => rows.Count;

    public void Add(string[] row)
    {
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = Fit(row[i]);
            widths[i] = Math.Max(widths[i], row[i].Length);
        }

        rows.Add(row);
    }

    /// <summary>The rows added since the last time, under the header the first time.</summary>
    public string Take()
    {
        var text = new StringBuilder();
        if (rows.Count > 0 && !hasHeader)
        {
            hasHeader = true;
            Append(text, [.. columns.Select(column => column.Title)]);
            Append(text, [.. widths.Select(width => new string('-', width))]);
        }

        rows.ForEach(row => Append(text, row));
        rows.Clear();
        return text.ToString();
    }

    private void Append(StringBuilder text, string[] row)
    {
        var cells = row.Select((cell, i) => columns[i].IsNumeric ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
        text.AppendJoin("  ", cells);
        while (text[^1] == ' ')
        {
            text.Length--;
        }

        text.Append('\n');
    }

    private static string Fit(string cell)
    {
        var line = string.Concat(cell.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= MaxWidth ? line : $"{line.AsSpan(0, MaxWidth - 1)}…";
    }
}
