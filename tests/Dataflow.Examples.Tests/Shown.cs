namespace Dataflow.Examples.Tests;

/// <summary>
/// Compares what a program printed with the fence that shows it. Run the tests with <c>DATAFLOW_UPDATE_DOCS=1</c> to write the
/// snippets and outputs into the documents instead; then run them again.
/// </summary>
public static class Shown
{
    /// <summary>The outputs that tests compare.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(Shown).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetCustomAttributes(typeof(ShowsAttribute), false).Cast<ShowsAttribute>()).Select(shows => shows.Name)];

    /// <summary>Whether the documents are to be written.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable("DATAFLOW_UPDATE_DOCS") == "1";

    /// <summary>Checks an output; a fence that ends with <c>…</c> shows its beginning alone.</summary>
    public static void Check(string name, string output)
    {
        var fence = Assert.Single(Fence.All, fence => fence.Marker == $"output: {name}");
        var shown = fence.Text.Split('\n');
        var lines = output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.TrimEnd()).ToArray();
        if (shown[^1] == "…")
        {
            lines = [.. lines.Take(shown.Length - 1), "…"];
        }

        if (Updates)
        {
            Write(fence.Marker, string.Join("\n", lines));
            return;
        }

        Assert.Equal(lines, shown);
    }

    /// <summary>Writes the snippets into the documents, if that is asked for.</summary>
    public static void UpdateSnippets()
    {
        foreach (var (name, text) in Updates ? Snippet.All : new Dictionary<string, string>())
        {
            Write($"snippet: {name}", text);
        }
    }

    private static void Write(string marker, string text)
    {
        lock (typeof(Shown))
        {
            foreach (var document in Fence.Documents)
            {
                var lines = Repository.ReadLines(document).ToList();
                for (var i = lines.Count - 1; i >= 0; i--)
                {
                    if (lines[i] == $"<!-- {marker} -->")
                    {
                        var end = lines.IndexOf("```", i + 2);
                        lines.RemoveRange(i + 2, end - i - 2);
                        lines.InsertRange(i + 2, text.Split('\n'));
                        File.WriteAllText(Repository.PathOf(document), string.Join("\n", lines));
                    }
                }
            }
        }
    }
}

/// <summary>Says which output of the documents a test compares.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ShowsAttribute(string name) : Attribute
{
    public string Name => name;
}
