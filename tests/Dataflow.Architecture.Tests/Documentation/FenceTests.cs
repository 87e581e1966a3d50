using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Documentation;

/// <summary>
/// Code in the documents is compiled. <c>tests/Dataflow.Examples.Tests</c> compares each C# fence of the root and of <c>docs</c> with its snippet;
/// here it is seen to that no code stands where those tests do not look.
/// </summary>
public sealed partial class FenceTests
{
    private const string Snippets = "tests/Dataflow.Examples.Tests/Snippets";

    private static readonly string[] Languages = ["csharp", "console", "console refused", "text", "json"];

    private static IReadOnlyList<string> Documents => Repository.FilesIn(".", "*.md");

    [Fact]
    public void Fences_OfDocuments_AreOfKnownLanguages() => Rule.Holds(
        Documents.SelectMany(Openings).Where(fence => !Languages.Contains(fence.Language)).Select(fence => $"{fence.Place} {fence.Language}"),
        $"A fence begins with three backticks at the edge of the line and one of: {string.Join(", ", Languages)}. C# is called csharp.");

    [Fact]
    public void CSharpFences_OfDocuments_StandWhereTheyAreCompared() => Rule.Holds(
        Documents.Where(document => document.Contains('/', StringComparison.Ordinal) && !document.StartsWith("docs/", StringComparison.Ordinal))
            .SelectMany(Openings).Where(fence => fence.Language == "csharp").Select(fence => fence.Place),
        "Only the documents of the root and of docs may hold C#, as only they are compared with snippets.");

    [Fact]
    public void CSharpFences_OfDocuments_StandBelowTheirSnippet() => Rule.Holds(
        from document in Documents
        let lines = Repository.ReadLines(document)
        from fence in Openings(document)
        where fence.Language == "csharp" && !(fence.Line > 0 && SnippetComment().IsMatch(lines[fence.Line - 1]))
        select fence.Place,
        "A C# fence stands below the comment that names its snippet.");

    /// <summary>What the compiler passes over is not compiled.</summary>
    [Fact]
    public void Snippets_OfDocuments_AreCompiled()
    {
        Rule.Holds(
            Repository.FilesIn(Snippets, "*.cs").Where(file => PassedOver().IsMatch(Repository.Read(file))),
            "A file of snippets has neither #if nor comments of several lines, so that the compiler sees each snippet.");
        Assert.Empty(XDocument.Parse(Repository.Read("tests/Dataflow.Examples.Tests/Dataflow.Examples.Tests.csproj")).Descendants("Compile"));
    }

    [Fact]
    public void Comments_InSrc_HoldNoCodeThatIsNotCompiled() => Rule.Holds(
        SourceProject.All.SelectMany(project => project.Files).Select(file => file.File).Where(file => Repository.Read(file).Contains("<code>", StringComparison.Ordinal)),
        "Code in documentation comments is not compiled. Put it into the guide.");

    /// <summary>Also finds what stands to the right, or has tildes or more backticks.</summary>
    private static IEnumerable<(string Place, int Line, string Language)> Openings(string document)
    {
        var lines = Repository.ReadLines(document);
        string? open = null;
        for (var i = 0; i < lines.Length; i++)
        {
            if (open is not null)
            {
                open = lines[i].Trim() == open ? null : open;
            }
            else if (Opening().Match(lines[i]) is { Success: true } match)
            {
                open = match.Groups[1].Value;
                yield return ($"{document}:{i + 1}", i, match.Value.StartsWith("```", StringComparison.Ordinal) ? match.Groups[2].Value : match.Value);
            }
        }
    }

    [GeneratedRegex(@"^[\s>]*(?:[-*+]|\d+\.)?\s*(`{3,}|~{3,})(.*)$")]
    private static partial Regex Opening();

    [GeneratedRegex("^<!-- snippet: [a-z0-9-]+ -->$")]
    private static partial Regex SnippetComment();

    [GeneratedRegex(@"^\s*(#if|/\*)", RegexOptions.Multiline)]
    private static partial Regex PassedOver();
}
