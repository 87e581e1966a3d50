using System.Xml.Linq;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Documentation;

/// <summary>Types have a summary, internal ones too; what is nested in another is explained there.</summary>
public sealed class TypeSummaryTests
{
    public static TheoryData<string> Projects => SourceProject.Names;

    [Theory]
    [MemberData(nameof(Projects))]
    public void Types_OfAProject_HaveASummary(string project)
    {
        var described = XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{project}.xml")).Descendants("member").Select(member => member.Attribute("name")!.Value).ToHashSet();
        Rule.Holds(
            SourceProject.Named(project).Types.Where(type => !type.IsNested).Select(type => type.FullName).Where(type => !described.Contains($"T:{type}")),
            "A type says what it is.");
    }
}
