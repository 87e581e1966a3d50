namespace Dataflow.Examples.Tests;

/// <summary>The code in the documents compiles, because it stands in the files of <c>Snippets</c> too; and commands are accepted.</summary>
public sealed class DocumentationTests
{
    public static TheoryData<string> CSharpFences => Fences("csharp");

    public static TheoryData<string> ConsoleFences => Fences("console");

    [Theory]
    [MemberData(nameof(CSharpFences))]
    public void CSharpFence_IsASnippet(string place)
    {
        var fence = FenceAt(place);

        Assert.StartsWith("snippet: ", fence.Marker, StringComparison.Ordinal);
        Assert.True(Snippet.All.TryGetValue(fence.Marker["snippet: ".Length..], out var snippet), $"{place}: there is no such snippet.");
        Assert.Equal(snippet, fence.Text);
    }

    [Fact]
    public void Snippets_AreAllShown()
    {
        Shown.UpdateSnippets();
        Assert.Empty(Snippet.All.Keys.Except(Fence.All.Where(fence => fence.Language == "csharp").Select(fence => fence.Marker["snippet: ".Length..])));
    }

    [Fact]
    public void Outputs_AreAllShownByATest() =>
        Assert.Empty(Fence.All.Where(fence => fence.Marker.StartsWith("output: ", StringComparison.Ordinal)).Select(fence => fence.Marker["output: ".Length..])
            .Except(Shown.Names));

    [Theory]
    [MemberData(nameof(ConsoleFences))]
    public async Task ReplayCommands_AreAccepted(string place)
    {
        foreach (var command in ReplayCommand.In(FenceAt(place).Text))
        {
            var (status, output, error) = await command.RunAsync("--explain");
            Assert.True(status == 0, $"{place}: {command}\n{error}");
            Assert.Contains("Settings in force", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Links_ToFiles_AreThere()
    {
        var broken =
            from document in Fence.Documents
            from System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(Repository.PathOf(document)), @"\]\(([^)#:]+)(#[^)]*)?\)")
            where !Path.Exists(Path.Combine(Path.GetDirectoryName(Repository.PathOf(document))!, link.Groups[1].Value))
            select $"{document}: {link.Groups[1].Value}";

        Assert.Empty(broken);
    }

    private static TheoryData<string> Fences(string language) =>
        [.. Fence.All.Where(fence => fence.Language == language).Select(fence => $"{fence.Document}:{fence.Line} {fence.Marker}")];

    private static Fence FenceAt(string place) => Fence.All.Single(fence => $"{fence.Document}:{fence.Line} {fence.Marker}" == place);
}
