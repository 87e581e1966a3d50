namespace Dataflow.Examples.Tests;

/// <summary>The regions of the files in <c>Snippets</c> from <c>// snippet: name</c> to <c>// end</c>, without their indentation.</summary>
public static class Snippet
{
    private const string Start = "// snippet: ";

    public static IReadOnlyDictionary<string, string> All { get; } =
        Directory.GetFiles(Repository.PathOf("tests/Dataflow.Examples.Tests/Snippets"), "*.cs").SelectMany(In).ToDictionary();

    private static IEnumerable<KeyValuePair<string, string>> In(string file)
    {
        var lines = Repository.ReadLines(Path.GetRelativePath(Repository.Root, file));
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith(Start, StringComparison.Ordinal))
            {
                var end = Array.FindIndex(lines, i, line => line.Trim() == "// end");
                Assert.True(end > 0, $"{file}:{i + 1}: a snippet without an end.");
                yield return new(lines[i].TrimStart()[Start.Length..], Unindent(lines[(i + 1)..end]));
            }
        }
    }

    private static string Unindent(string[] lines)
    {
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join("\n", lines.Select(line => line.Length > indent ? line[indent..] : ""));
    }
}
