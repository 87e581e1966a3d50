using System.Runtime.CompilerServices;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Naming;

/// <summary>The namespace is the folder, but extension methods live where the type lives that they extend.</summary>
public sealed class NamespaceTests
{
    /// <summary>Folders of the words that every pipeline is written with: these are in the namespace of the project itself.</summary>
    private static readonly string[] OfEveryPipeline = ["src/Dataflow.Model/Elements", "src/Dataflow.Model/Errors"];

    public static TheoryData<string> Projects => SourceProject.Names;

    [Theory]
    [MemberData(nameof(Projects))]
    public void Namespaces_OfAProject_AreItsFolders(string project)
    {
        var made = SourceProject.Named(project);
        Rule.Holds(
            made.Files.Where(file => file.Types.Count > 0 && !HoldsExtensions(made, file) && file.Namespace != NamespaceOf(made, file)).Select(file => $"{file}: {file.Namespace}"),
            "The namespace of a file is its folder.");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Extensions_OfAProject_LiveWhereTheirTypeLives(string project) => Rule.Holds(
        from type in SourceProject.Named(project).Types
        where type.IsVisible
        from method in type.GetMethods()
        where method.IsDefined(typeof(ExtensionAttribute), false)
        let extended = method.GetParameters()[0].ParameterType
        where extended.Assembly.GetName().Name!.StartsWith("Dataflow", StringComparison.Ordinal) && extended.Namespace != type.Namespace
        select $"{type.FullName}.{method.Name} extends {extended.Namespace}.{extended.Name}",
        "Public extension methods are in the namespace of the type that they extend.");

    [Fact]
    public void Namespaces_OfTests_AreTheirFolders() => Rule.Holds(
        Repository.FilesIn("tests", "*.cs").Select(SourceFile.Read)
            .Where(file => file.Types.Count > 0 && file.Namespace != Path.GetDirectoryName(file.File)!.Replace('\\', '/')["tests/".Length..].Replace('/', '.'))
            .Select(file => $"{file}: {file.Namespace}"),
        "The namespace of a file of tests is its folder.");

    private static bool HoldsExtensions(SourceProject project, SourceFile file) =>
        file.Types.All(type => project.Assembly.GetType(type.FullName)?.IsDefined(typeof(ExtensionAttribute), false) == true);

    private static string NamespaceOf(SourceProject project, SourceFile file)
    {
        var root = project.Build.Descendants("RootNamespace").SingleOrDefault()?.Value ?? "Dataflow";
        var folder = project.FolderOf(file);
        return folder.Length == 0 || OfEveryPipeline.Contains($"{project.Folder}/{folder}") ? root : $"{root}.{folder.Replace('/', '.')}";
    }
}
