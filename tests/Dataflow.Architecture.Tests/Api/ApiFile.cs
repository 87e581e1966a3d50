using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>The approved public API of a project: a line for each type and member, sorted.</summary>
internal static class ApiFile
{
    private const string Nothing = "// Nothing is public.";

    /// <summary>Whether the files are to be written.</summary>
    public static bool Updates => Environment.GetEnvironmentVariable("DATAFLOW_UPDATE_API") == "1";

    public static string Of(SourceProject project) => $"tests/Dataflow.Architecture.Tests/Api/{project}.txt";

    public static IReadOnlyList<string> Read(SourceProject project) => File.Exists(Repository.PathOf(Of(project))) ? Repository.ReadLines(Of(project)) : [];

    public static void Write(SourceProject project) => File.WriteAllText(Repository.PathOf(Of(project)), string.Join("\n", Actual(project)) + "\n");

    public static IReadOnlyList<string> Actual(SourceProject project)
    {
        var lines = project.Assembly.GetExportedTypes().OrderBy(TypeText.FullName, StringComparer.Ordinal).SelectMany(LinesOf).ToArray();
        return lines.Length == 0 ? [Nothing] : lines;
    }

    private static IEnumerable<string> LinesOf(Type type) =>
        PublicMembers.Of(type).Order(StringComparer.Ordinal).Prepend(TypeDeclaration.Of(type)).Select(line => $"{TypeText.FullName(type)}: {line}");
}
