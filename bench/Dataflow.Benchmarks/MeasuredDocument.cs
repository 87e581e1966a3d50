using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks;

/// <summary>
/// Writes tables into a document, each between two comments, <c>measured:begin name</c> and <c>measured:end</c>. After a run of some workloads a row takes the place
/// of the row with the same first cell, and the rows of the others stay; after a run of all only its own rows are there.
/// </summary>
internal static class MeasuredDocument
{
    private const string End = "<!-- measured:end -->";

    public static void Write(string path, IEnumerable<Table> tables, bool keepsOthers)
    {
        var lines = File.ReadAllLines(path).ToList();
        foreach (var table in tables.Where(table => table.Rows.Count > 0))
        {
            var begin = lines.FindIndex(line => line.StartsWith($"<!-- measured:begin {table.Name} ", StringComparison.Ordinal));
            var end = begin < 0 ? -1 : lines.IndexOf(End, begin);
            if (end < 0)
            {
                throw new IOException($"{path} has no place for the table '{table.Name}': it needs a line '<!-- measured:begin {table.Name} ... -->', and '{End}' below it.");
            }

            var rows = lines[(begin + 1)..end].Where(line => line.StartsWith('|')).Skip(2).Select(CellsOf);
            var written = keepsOthers ? table with { Rows = Merge([.. rows], table) } : table;
            lines.RemoveRange(begin + 1, end - begin - 1);
            lines.InsertRange(begin + 1, written.Lines());
        }

        File.WriteAllText(path, string.Join('\n', lines) + '\n');
    }

    private static List<IReadOnlyList<string>> Merge(List<IReadOnlyList<string>> rows, Table table)
    {
        // Rows of another shape are from before the table had its columns.
        rows.RemoveAll(row => row.Count != table.Header.Count);
        foreach (var row in table.Rows)
        {
            var place = rows.FindIndex(other => other[0] == row[0]);
            if (place < 0)
            {
                rows.Add(row);
            }
            else
            {
                rows[place] = row;
            }
        }

        return rows;
    }

    private static IReadOnlyList<string> CellsOf(string line) => [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
}
