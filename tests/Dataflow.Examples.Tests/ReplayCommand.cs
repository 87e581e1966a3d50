using System.Text;

namespace Dataflow.Examples.Tests;

/// <summary>A line of a document that runs <c>dataflow replay</c>, by that name or through <c>dotnet run</c>.</summary>
public sealed record ReplayCommand(string Line)
{
    private const string Marker = " replay ";

    public static IEnumerable<ReplayCommand> In(string text) =>
        text.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n')
            .Where(line => line.StartsWith("dataflow replay ", StringComparison.Ordinal) || (line.StartsWith("dotnet run ", StringComparison.Ordinal) && line.Contains(Marker, StringComparison.Ordinal)))
            .Select(line => new ReplayCommand(line));

    /// <summary>Runs the command at the root of the repository.</summary>
    public Task<(int Status, string Output, string Error)> RunAsync(params string[] more) =>
        Repository.RunAsync("Dataflow.Cli", [.. Words(Line[Line.IndexOf(Marker, StringComparison.Ordinal)..]), .. more], Repository.Root);

    public override string ToString() => Line;

    /// <summary>The words of a shell's line that has no more than spaces and quotes.</summary>
    private static IEnumerable<string> Words(string line)
    {
        var word = new StringBuilder();
        var quote = '\0';
        foreach (var c in line.Trim() + " ")
        {
            if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
            }
            else if (c == ' ' && quote == '\0')
            {
                if (word.Length > 0)
                {
                    yield return word.ToString();
                }

                word.Clear();
            }
            else
            {
                word.Append(c);
            }
        }
    }
}
