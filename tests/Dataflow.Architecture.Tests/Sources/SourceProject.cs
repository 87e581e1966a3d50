using System.Reflection;
using System.Xml.Linq;

namespace Dataflow.Architecture.Tests.Sources;

/// <summary>A project of <c>src</c>: its files, and the assembly that was built of them.</summary>
internal sealed class SourceProject
{
    private readonly Dictionary<string, string> folders;

    private SourceProject(string name)
    {
        Name = name;
        Assembly = Assembly.Load(name);
        Folder = $"src/{name}";
        File = $"{Folder}/{name}.csproj";
        Build = XDocument.Parse(Repository.Read(File));
        Files = [.. Repository.FilesIn(Folder, "*.cs").Select(SourceFile.Read)];
        folders = Files.SelectMany(file => file.Types, (file, type) => (type.FullName, Folder: FolderOf(file)))
            .DistinctBy(pair => pair.FullName)
            .ToDictionary(pair => pair.FullName, pair => pair.Folder);
    }

    /// <summary>All of them, from the top down.</summary>
    public static IReadOnlyList<SourceProject> All { get; } =
        [.. new[] { "Dataflow.Cli", "Dataflow.Testing", "Dataflow.Files", "Dataflow", "Dataflow.Engine", "Dataflow.Model" }.Select(name => new SourceProject(name))];

    public static TheoryData<string> Names => [.. All.Select(project => project.Name)];

    public string Name { get; }

    public Assembly Assembly { get; }

    /// <summary>Its folder, from the root of the repository.</summary>
    public string Folder { get; }

    /// <summary>The file that builds it.</summary>
    public string File { get; }

    public XDocument Build { get; }

    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The types of the assembly that someone wrote, nested ones among them.</summary>
    public IEnumerable<Type> Types => Assembly.GetTypes().Where(type => FolderOf(type) is not null && !type.Name.Contains('<', StringComparison.Ordinal));

    public static SourceProject Named(string name) => All.Single(project => project.Name == name);

    /// <summary>The folder inside the project in which a file stands; empty for the project's own.</summary>
    public string FolderOf(SourceFile file) => Path.GetDirectoryName(Path.GetRelativePath(Folder, file.File))!.Replace('\\', '/');

    /// <summary>The folder in which a type stands, or the one that it is nested in; null if no file declares it.</summary>
    public string? FolderOf(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type.Assembly == Assembly ? folders.GetValueOrDefault(type.FullName ?? type.Name) : null;
    }

    public override string ToString() => Name;
}
