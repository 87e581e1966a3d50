namespace Dataflow.Laws.Tests.Files;

/// <summary>What a generated recording says, in whatever format, and a seed for how it is written.</summary>
internal sealed record EventTable(IReadOnlyList<string> Columns, IReadOnlyList<EventRow> Rows, int Seed)
{
    private static readonly string[] Names = ["team", "points", "", "a\"b", "x,y", "é", "two\nlines", "Team", "$watermark"];

    public static EventTable Next(Random random)
    {
        var columns = Names.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).ToArray();
        return new EventTable(columns, [.. Enumerable.Range(0, random.Next(12)).Select(_ => EventRow.Next(random, columns.Length))], random.Next());
    }

    public static IEnumerable<EventTable> Shrink(EventTable table)
    {
        for (var length = (table.Rows.Count + 1) / 2; length > 0; length /= 2)
        {
            for (var start = 0; start < table.Rows.Count; start += length)
            {
                yield return table with { Rows = [.. table.Rows.Take(start), .. table.Rows.Skip(start + length)] };
            }
        }

        for (var column = 0; column < table.Columns.Count && table.Columns.Count > 1; column++)
        {
            yield return new EventTable(Without(table.Columns, column), [.. table.Rows.Select(row => row with { Cells = Without(row.Cells, column) })], table.Seed);
        }

        foreach (var seed in Enumerable.Range(0, 10).Where(seed => seed < table.Seed))
        {
            yield return table with { Seed = seed };
        }

        for (var i = 0; i < table.Rows.Count; i++)
        {
            foreach (var simpler in Simpler(table.Rows[i]))
            {
                yield return table with { Rows = [.. table.Rows.Select((row, at) => at == i ? simpler : row)] };
            }
        }
    }

    private static IEnumerable<EventRow> Simpler(EventRow row)
    {
        for (var i = 0; i < row.Cells.Count; i++)
        {
            foreach (var simpler in row.Cells[i] switch { null => Array.Empty<string?>(), "" => [null], var text => [null, "", text[..(text.Length / 2)], text[(text.Length / 2)..]] })
            {
                if (simpler != row.Cells[i] && simpler?.Any(char.IsSurrogate) != true)
                {
                    yield return row with { Cells = [.. row.Cells.Select((cell, at) => at == i ? simpler : cell)] };
                }
            }
        }
    }

    private static IReadOnlyList<T> Without<T>(IReadOnlyList<T> list, int index) => [.. list.Where((_, at) => at != index)];
}
