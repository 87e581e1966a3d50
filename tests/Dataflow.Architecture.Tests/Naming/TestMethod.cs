using System.Text.RegularExpressions;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Naming;

/// <summary>A test as its source names it.</summary>
/// <param name="File">The file, from the root of the repository.</param>
/// <param name="Class">The class around it that stands outside of any other.</param>
/// <param name="Name">Its name; empty if none was found.</param>
internal sealed partial record TestMethod(string File, string Class, string Name)
{
    public static IReadOnlyList<TestMethod> All { get; } = [.. Repository.FilesIn("tests", "*.cs").SelectMany(In)];

    /// <summary>Whether it is a snippet of the documentation, which has its name.</summary>
    public bool IsSnippet => File.Contains("/Snippets/", StringComparison.Ordinal);

    public override string ToString() => $"{File}: {Class}.{Name}";

    private static IEnumerable<TestMethod> In(string file)
    {
        var (type, isAwaited) = ("", false);
        foreach (var line in Repository.ReadLines(file))
        {
            if (ClassLine().Match(line) is { Success: true } declared)
            {
                type = declared.Groups[1].Value;
            }
            else if (AttributeLine().IsMatch(line))
            {
                if (isAwaited)
                {
                    yield return new(file, type, "");
                }

                isAwaited = true;
            }
            else if (isAwaited && MethodLine().Match(line) is { Success: true } method)
            {
                yield return new(file, type, method.Groups[1].Value);
                isAwaited = false;
            }
        }

        if (isAwaited)
        {
            yield return new(file, type, "");
        }
    }

    [GeneratedRegex(@"^(?:[a-z]+ )+class (\w+)")]
    private static partial Regex ClassLine();

    [GeneratedRegex(@"^\s*\[(?:Fact|Theory)\b")]
    private static partial Regex AttributeLine();

    [GeneratedRegex(@"^\s*public [^(=]*?(\w+)(?:<\w+>)?\(")]
    private static partial Regex MethodLine();
}
