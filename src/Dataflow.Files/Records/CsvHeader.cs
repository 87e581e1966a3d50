using Dataflow.Files.Text;

namespace Dataflow.Files.Records;

/// <summary>The header of a CSV file: its columns, and where the wanted fields are among them.</summary>
internal sealed class CsvHeader
{
    private CsvHeader(string[] names, int[] columns)
    {
        (Names, Columns) = (names, columns);
        PropertyNames = [.. names.Select(n => (byte[])[.. JsonText.Quoted(n), (byte)':'])];
    }

    /// <summary>The names of the columns.</summary>
    public string[] Names { get; }

    /// <summary>The columns as JSON property names, with quotes and colon.</summary>
    public byte[][] PropertyNames { get; }

    public int Count => PropertyNames.Length;

    /// <summary>The column of each wanted field; -1 for an optional field that the file lacks.</summary>
    public int[] Columns { get; }

    /// <summary>Finds the wanted fields.</summary>
    /// <param name="names">The names of the columns.</param>
    /// <param name="projection">What is wanted.</param>
    /// <param name="problem">What is wrong, if the result is null.</param>
    public static CsvHeader? Match(string[] names, Projection projection, out string problem)
    {
        problem = "";
        var columns = new int[projection.Fields.Length];
        for (var slot = 0; slot < columns.Length; slot++)
        {
            var field = projection.Fields[slot];
            var matches = Matches(names, field.Name, StringComparison.Ordinal);
            if (matches.Count == 0 && field.IsColumnOnly)
            {
                matches = Matches(names, field.Name, StringComparison.OrdinalIgnoreCase);
            }

            if (matches.Count > 1)
            {
                problem = $"the header has the column \"{field.Name}\" {matches.Count} times";
                return null;
            }

            if (matches.Count == 0 && !field.IsOptional)
            {
                problem = $"the header has no column \"{field.Name}\"; it has {string.Join(", ", names.Select(n => $"\"{n}\""))}";
                return null;
            }

            columns[slot] = matches.Count == 0 ? -1 : matches[0];
        }

        return new CsvHeader(names, columns);
    }

    private static List<int> Matches(string[] names, string name, StringComparison comparison) =>
        [.. Enumerable.Range(0, names.Length).Where(i => string.Equals(names[i], name, comparison))];
}
