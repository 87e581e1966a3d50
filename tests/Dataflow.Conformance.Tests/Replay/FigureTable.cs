using System.Text.Encodings.Web;
using System.Text.Json;
using Dataflow.Conformance.Tests.Figures;

namespace Dataflow.Conformance.Tests.Replay;

/// <summary>The figures as a table for programs: <c>figures.json</c>.</summary>
internal static class FigureTable
{
    public const string File = $"{Examples.Folder}/figures.json";

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Text => JsonSerializer.Serialize(FigureCatalog.All.Select(EntryOf), Options) + "\n";

    private static Entry EntryOf(Figure figure) => new(
        figure.Name,
        figure.Title,
        Inside(Examples.RecordingOf(figure.Script)),
        ReplayCommand.OptionsOf(figure),
        Inside(Examples.PanesOf(figure)),
        figure.Late.Length > 0 ? Inside(Examples.LateOf(figure)) : null);

    private static string Inside(string file) => file[(Examples.Folder.Length + 1)..];

    private sealed record Entry(string Name, string Title, string Recording, IReadOnlyList<string> Options, string Expected, string? ExpectedLate);
}
