using System.Globalization;
using System.Text.RegularExpressions;

namespace Dataflow.Examples.Tests;

/// <summary>The choices and rules of the semantics that tests name, as their sources say.</summary>
/// <param name="Kind"><c>choice</c> or <c>rule</c>.</param>
/// <param name="Number">Its number.</param>
/// <param name="Test">The test, with its class.</param>
public sealed partial record RuleTest(string Kind, int Number, string Test)
{
    /// <summary>All, by the names of the tests.</summary>
    public static IReadOnlyList<RuleTest> All { get; } =
    [
        .. Directory.GetFiles(Repository.PathOf("tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(In)
            .Distinct()
            .OrderBy(test => test.Test, StringComparer.Ordinal),
    ];

    private static IEnumerable<RuleTest> In(string file)
    {
        var named = new List<(string Kind, int Number)>();
        foreach (var line in Repository.ReadLines(Path.GetRelativePath(Repository.Root, file)))
        {
            if (Trait().Match(line) is { Success: true } trait)
            {
                named.Add((trait.Groups[1].Value == "Choice" ? "choice" : "rule", int.Parse(trait.Groups[2].Value, CultureInfo.InvariantCulture)));
            }
            else if (Method().Match(line) is { Success: true } method)
            {
                foreach (var (kind, number) in named)
                {
                    yield return new RuleTest(kind, number, $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups[1].Value}");
                }

                named.Clear();
            }
        }

        Assert.True(named.Count == 0, $"{file}: no test stands below the last traits.");
    }

    [GeneratedRegex("""^\s*\[Trait\("(Choice|Rule)", "(\d+)"\)\]$""")]
    private static partial Regex Trait();

    [GeneratedRegex("""^    public (?:async )?(?:void|Task) (\w+)\(""")]
    private static partial Regex Method();
}
