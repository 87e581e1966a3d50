namespace Dataflow.Examples.Tests;

/// <summary>A fenced block of a document: code or what a program printed.</summary>
/// <param name="Document">The document, from the root of the repository.</param>
/// <param name="Line">The line of its opening, from 1.</param>
/// <param name="Language">What stands behind the opening backticks.</param>
/// <param name="Marker">The comment in the line before, without its marks: <c>snippet: name</c> or <c>output: name</c>; empty if there is none.</param>
/// <param name="Text">What stands between.</param>
public sealed record Fence(string Document, int Line, string Language, string Marker, string Text)
{
    /// <summary>The documents whose code is checked.</summary>
    public static IReadOnlyList<string> Documents { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "*.md").Concat(Directory.GetFiles(Repository.PathOf("docs"), "*.md", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<Fence> All { get; } = [.. Documents.SelectMany(In)];

    public override string ToString() => $"{Document}:{Line} ```{Language} {Marker}";

    private static IEnumerable<Fence> In(string document)
    {
        var lines = Repository.ReadLines(document);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.FindIndex(lines, i + 1, line => line == "```");
            Assert.True(end > 0, $"{document}:{i + 1}: a fence without an end.");
            var before = i > 0 ? lines[i - 1].Trim() : "";
            var marker = before.StartsWith("<!-- ", StringComparison.Ordinal) && before.EndsWith(" -->", StringComparison.Ordinal) ? before[5..^4] : "";
            yield return new Fence(document, i + 1, lines[i][3..], marker, string.Join("\n", lines[(i + 1)..end]));
            i = end;
        }
    }
}
