using System.Globalization;
using System.Text.RegularExpressions;

namespace Dataflow.Examples.Tests;

/// <summary>The table of <c>docs/rules.md</c>: a row for each choice and rule, with what it says in short and the tests that name it.</summary>
public static partial class RulesTable
{
    private const string Document = "docs/rules.md";

    public static IReadOnlyList<Row> Rows => [.. Repository.ReadLines(Document).Select(RowOf).OfType<Row>()];

    /// <summary>The tests that name a choice or rule, as the table shows them.</summary>
    public static string TestsOf(string kind, int number) =>
        string.Join("<br>", RuleTest.All.Where(test => (test.Kind, test.Number) == (kind, number)).Select(test => $"`{test.Test}`"));

    /// <summary>Writes the tests into the table, if that is asked for.</summary>
    public static void Update()
    {
        if (Shown.Updates)
        {
            var lines = Repository.ReadLines(Document).Select(line => RowOf(line) is { } row ? row with { Tests = TestsOf(row.Kind, row.Number) } : (object)line);
            File.WriteAllText(Repository.PathOf(Document), string.Join("\n", lines));
        }
    }

    private static Row? RowOf(string line) => Cells().Match(line) is { Success: true } match
        ? new Row(match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), match.Groups[3].Value, match.Groups[4].Value)
        : null;

    [GeneratedRegex(@"^\| (choice|rule) (\d+) \| (.*) \| (.*) \|$")]
    private static partial Regex Cells();

    public sealed record Row(string Kind, int Number, string InShort, string Tests)
    {
        public override string ToString() => $"| {Kind} {Number} | {InShort} | {Tests} |";
    }
}
