using System.Reflection;
using System.Runtime.CompilerServices;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Floors;

/// <summary>Each project of <c>src</c> looks only down.</summary>
public sealed class FloorTests
{
    private static readonly string[] OfTheBuild = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    public static TheoryData<string> Projects => SourceProject.Names;

    [Fact]
    public void Projects_InTheFolder_AllHaveAFloor()
    {
        Assert.Equal(Repository.FilesIn("src", "*.csproj"), SourceProject.All.Select(project => project.File).Order(StringComparer.Ordinal));
        Assert.Equal(SourceProject.All.Select(project => project.Name), Floor.All.Select(floor => floor.Project));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfTheProjectFile_AreTheFloorBelow(string project)
    {
        var named = Named(project, "ProjectReference").Select(file => Path.GetRelativePath(Repository.Root, Path.GetFullPath(file, Repository.PathOf($"src/{project}"))).Replace('\\', '/'));
        Assert.Equal(Floor.Of(project).On.Select(floor => $"src/{floor}/{floor}.csproj"), named);
        Assert.Empty(Named(project, "PackageReference").Except(Floor.Of(project).Packages).Except(OfTheBuild));
        Assert.Empty(Named(project, "Reference"));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_OfTheAssembly_AreBelow(string project)
    {
        var floor = Floor.Of(project);
        var used = SourceProject.Named(project).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);
        Rule.Holds(used.Where(name => !IsOfTheFramework(name)).Except(floor.Uses).Except(floor.Packages), $"{project} may not use these.");
    }

    /// <summary>An assembly sees the internal types of another only if that one names it as a friend, so this is all there is to know.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Friends_OfTheAssembly_AreThoseNamed(string project) => Rule.Holds(
        SourceProject.Named(project).Assembly.GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => friend.AssemblyName),
        Floor.Of(project).Friends,
        $"Who may see what {project} keeps to itself is listed in Floor.");

    [Theory]
    [InlineData("Dataflow.Cli")]
    [InlineData("Dataflow.Files")]
    [InlineData("Dataflow.Testing")]
    public void UpperFloors_OfTheTower_AreFriendsOfNone(string project) =>
        Assert.All(Floor.All, floor => Assert.DoesNotContain(project, floor.Friends));

    [Fact]
    public void Engine_HasNoPublicType() => Assert.Empty(SourceProject.Named("Dataflow.Engine").Assembly.GetExportedTypes());

    /// <summary>The file of all projects must not let something in beside these.</summary>
    [Fact]
    public void References_ForAllProjects_AreOfTheBuildOnly()
    {
        var shared = new[] { "Directory.Build.props", "src/Directory.Build.props" }.Select(file => System.Xml.Linq.XDocument.Parse(Repository.Read(file))).ToArray();
        Assert.Equal(OfTheBuild, shared.SelectMany(file => file.Descendants("PackageReference")).Select(reference => reference.Attribute("Include")!.Value));
        Assert.Empty(shared.SelectMany(file => file.Descendants("ProjectReference").Concat(file.Descendants("InternalsVisibleTo"))));
    }

    private static IEnumerable<string> Named(string project, string element) =>
        SourceProject.Named(project).Build.Descendants(element).Select(reference => reference.Attribute("Include")!.Value);

    private static bool IsOfTheFramework(string assembly) =>
        File.Exists(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, $"{assembly}.dll"));
}
