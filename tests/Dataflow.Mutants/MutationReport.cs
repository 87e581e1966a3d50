using System.Text.Json;

namespace Dataflow.Mutants;

/// <summary>Reads the report of Stryker, for which mutants there are.</summary>
internal static class MutationReport
{
    /// <summary>The mutants that count: those that compile, that the configuration does not leave out, and that do not stand in a check of the code itself.</summary>
    /// <param name="report">The text of the report.</param>
    /// <param name="project">The folder of the project, from the root that the report names or as it ends a path.</param>
    public static IReadOnlyList<Mutant> Read(string report, string project)
    {
        using var json = JsonDocument.Parse(report);
        var mutants = new List<Mutant>();
        foreach (var file in json.RootElement.GetProperty("files").EnumerateObject())
        {
            var at = file.Name.LastIndexOf(project, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            var lines = file.Value.GetProperty("source").GetString()!.Split('\n');
            var checks = CheckMethods(lines);
            foreach (var mutant in file.Value.GetProperty("mutants").EnumerateArray())
            {
                var (start, end) = (mutant.GetProperty("location").GetProperty("start"), mutant.GetProperty("location").GetProperty("end"));
                var (line, column) = (start.GetProperty("line").GetInt32(), start.GetProperty("column").GetInt32());
                if (mutant.GetProperty("status").GetString() is not ("CompileError" or "Ignored") && !checks.Contains(line - 1) && !IsCheck(lines, line - 1))
                {
                    var width = end.GetProperty("line").GetInt32() == line ? end.GetProperty("column").GetInt32() - column : int.MaxValue;
                    mutants.Add(new Mutant(
                        int.Parse(mutant.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
                        file.Name[(at + project.Length)..].TrimStart('/', '\\').Replace('\\', '/'),
                        line,
                        column,
                        mutant.GetProperty("mutatorName").GetString()!,
                        FirstLine(lines[line - 1][(column - 1)..], width),
                        FirstLine(mutant.GetProperty("replacement").GetString()!, int.MaxValue)));
                }
            }
        }

        return [.. mutants.OrderBy(mutant => mutant.File, StringComparer.Ordinal).ThenBy(mutant => mutant.Id)];
    }

    // The lines of methods that are checks, from their first to the brace that closes them.
    private static HashSet<int> CheckMethods(string[] lines)
    {
        var checks = new HashSet<int>();
        for (var first = 0; first < lines.Length; first++)
        {
            if (!lines[first].Contains("void CheckInvariants(", StringComparison.Ordinal))
            {
                continue;
            }

            var close = lines[first].Length - lines[first].TrimStart().Length;
            for (var line = first; line < lines.Length; line++)
            {
                checks.Add(line);
                if (line > first && lines[line].StartsWith(new string(' ', close) + "}", StringComparison.Ordinal))
                {
                    break;
                }
            }
        }

        return checks;
    }

    // Debug.Assert, and what is called CheckInvariants, may go over several lines: the statement begins after the line before that ends one.
    private static bool IsCheck(string[] lines, int line)
    {
        for (var at = line; at >= 0; at--)
        {
            if (lines[at].Contains("Debug.Assert(", StringComparison.Ordinal) || lines[at].Contains("CheckInvariants(", StringComparison.Ordinal))
            {
                return true;
            }

            if (at == 0 || lines[at - 1].TrimEnd() is "" or [.., ';' or '{' or '}'])
            {
                return false;
            }
        }

        return false;
    }

    private static string FirstLine(string text, int width)
    {
        var line = text.Split('\n')[0];
        return line[..Math.Min(line.Length, width)].Trim().Replace('\t', ' ');
    }
}
