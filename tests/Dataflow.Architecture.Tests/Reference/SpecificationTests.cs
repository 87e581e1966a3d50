using System.Xml.Linq;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Reference;

/// <summary>The executable specification stays short enough to be read, and knows nothing of the engine that is compared with it.</summary>
public sealed class SpecificationTests
{
    private const string Folder = "tests/Dataflow.Reference";
    private const int MaxLines = 400;

    // What there is to read: neither blank lines nor those of a brace alone.
    private static readonly char[] Braces = ['{', '}', ';', ')', ','];

    private static IReadOnlyList<string> Files => Repository.HasFolder(Folder) ? Repository.FilesIn(Folder, "*.cs") : [];

    [Fact]
    public void Specification_InAll_HasFewLines()
    {
        var lines = Files.Sum(file => Repository.ReadLines(file).Count(line => line.Trim().Trim(Braces).Length > 0));
        Assert.True(lines < MaxLines, $"{Folder} has {lines} lines, but is to have less than {MaxLines}.");
    }

    [Fact]
    public void Specification_OfTheModel_ReferencesNothingElse()
    {
        var projects = Repository.HasFolder(Folder) ? Repository.FilesIn(Folder, "*.csproj") : [];
        Assert.Equal(Repository.HasFolder(Folder) ? 1 : 0, projects.Count);
        Assert.All(projects, project =>
        {
            var build = XDocument.Parse(Repository.Read(project));
            Assert.Equal(["../../src/Dataflow.Model/Dataflow.Model.csproj"], build.Descendants("ProjectReference").Select(reference => reference.Attribute("Include")!.Value));
            Assert.Empty(build.Descendants("Reference").Concat(build.Descendants("Compile")));
        });
    }

    [Fact]
    public void Specification_OfTheModel_NamesNoEngine() => Rule.Holds(
        Files.Where(file => Repository.Read(file).Contains("Dataflow.Engine", StringComparison.Ordinal)),
        "The executable specification does not know the engine.");

    /// <summary>What may see the internal types of a floor is listed with the floors; the specification sees none of the engine's.</summary>
    [Fact]
    public void Specification_OfTheModel_IsNoFriendOfTheEngine() =>
        Assert.DoesNotContain("Dataflow.Reference", Floors.Floor.Of("Dataflow.Engine").Friends);
}
