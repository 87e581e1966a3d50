namespace Dataflow.Architecture.Tests.Sources;

/// <summary>The files of the repository, by their paths from its root.</summary>
internal static class Repository
{
    private static readonly string[] Built = ["artifacts", "bin", "obj", ".git", "TestResults"];

    public static string Root { get; } = FindRoot();

    public static string PathOf(string relative) => Path.Combine(Root, relative);

    public static bool HasFolder(string folder) => Directory.Exists(PathOf(folder));

    public static string Read(string file) => File.ReadAllText(PathOf(file)).ReplaceLineEndings("\n");

    public static string[] ReadLines(string file) => Read(file).TrimEnd('\n').Split('\n');

    /// <summary>The files below <paramref name="folder"/>, without what is built.</summary>
    public static IReadOnlyList<string> FilesIn(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(PathOf(folder), pattern, SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(file => !file.Split('/').Intersect(Built).Any())
            .Order(StringComparer.Ordinal),
    ];

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
