using Dataflow.Conformance.Tests.Figures;

namespace Dataflow.Conformance.Tests.Replay;

/// <summary>
/// The folder <c>examples/Paper</c>: every figure as a recording, a command and what that prints. With <c>DATAFLOW_UPDATE_DOCS=1</c> the tests write its
/// files instead of comparing them.
/// </summary>
internal static class Examples
{
    /// <summary>The folder, from the root of the repository.</summary>
    public const string Folder = "examples/Paper";

    private static readonly bool IsUpdate = Environment.GetEnvironmentVariable("DATAFLOW_UPDATE_DOCS") == "1";

    public static IEnumerable<Script> Recordings => FigureCatalog.All.Select(figure => figure.Script).DistinctBy(script => script.Name);

    private static string Root { get; } = FindRoot();

    public static string RecordingOf(Script script) => $"{Folder}/recordings/{script.Name}.jsonl";

    public static string PanesOf(Figure figure) => $"{Folder}/expected/{figure.Name}.jsonl";

    public static string LateOf(Figure figure) => $"{Folder}/expected/{figure.Name}.late.jsonl";

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Asserts that a file holds this, to the byte.</summary>
    public static void AssertHolds(string file, string text)
    {
        var path = PathOf(file);
        if (IsUpdate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Dataflow.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException($"No Dataflow.sln above {AppContext.BaseDirectory}.");
    }
}
