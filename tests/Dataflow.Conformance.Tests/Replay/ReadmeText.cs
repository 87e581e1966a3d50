using System.Text;
using Dataflow.Conformance.Tests.Figures;

namespace Dataflow.Conformance.Tests.Replay;

/// <summary>The part of the folder's README that lists recordings and figures, below what is written by hand.</summary>
internal static class ReadmeText
{
    private const string Marker = "<!-- written by the tests from here on -->\n";

    public const string File = $"{Examples.Folder}/README.md";

    public static string Current
    {
        get
        {
            var text = Examples.Read(File);
            return text[..(text.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)] + Written();
        }
    }

    private static string Written()
    {
        var text = new StringBuilder("\n## Recordings\n\n| recording | holds |\n|---|---|\n");
        foreach (var script in Examples.Recordings)
        {
            text.Append($"| [{script.Name}](recordings/{script.Name}.jsonl) | {script.Title} |\n");
        }

        text.Append("\n## Figures\n");
        foreach (var figure in FigureCatalog.All)
        {
            Append(text, figure);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Figure figure)
    {
        text.Append($"\n### {figure.Title}\n\n{figure.See}\n\n```console\n{ReplayCommand.LineOf(figure)}\n```\n\n```text\n");
        foreach (var pane in PaneLines.ReadPanes(Examples.Read(Examples.PanesOf(figure))))
        {
            text.Append($"{ExpectedPane.ToText(pane)}\n");
        }

        foreach (var late in figure.ExpectedLate)
        {
            text.Append($"dropped: {late.Value} of {Day.ToText(late.Timestamp)}, for {Day.ToText(late.Window)}, at the watermark {Day.ToText(late.Watermark)}\n");
        }

        text.Append("```\n");
    }
}
