using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Documentation;

/// <summary>
/// Everything public has a documentation comment, and each comment a summary. That a comment is there is checked by the compiler, whose
/// warning CS1591 is an error; it is content with an empty one.
/// </summary>
public sealed partial class SummaryTests
{
    public static TheoryData<string> Projects => SourceProject.Names;

    private static IEnumerable<string> SourceFiles => SourceProject.All.SelectMany(project => project.Files).Select(file => file.File);

    [Fact]
    public void MissingComments_InSrc_AreErrors()
    {
        var shared = XDocument.Parse(Repository.Read("Directory.Build.props"));
        Assert.Equal("true", shared.Descendants("GenerateDocumentationFile").Single().Value);
        Assert.Equal("true", shared.Descendants("TreatWarningsAsErrors").Single().Value);

        // The command has nothing public but the class around the statements of Program.cs.
        Rule.Holds(
            new[] { ".editorconfig", "Directory.Build.props", "src/Directory.Build.props" }.Concat(SourceProject.All.Select(project => project.File)).Concat(SourceFiles)
                .Where(file => Repository.Read(file).Contains("1591", StringComparison.Ordinal)),
            ["src/Dataflow.Cli/Dataflow.Cli.csproj"],
            "The compiler is to say which comments are missing.");
        Assert.Empty(SourceProject.Named("Dataflow.Cli").Assembly.GetExportedTypes());
    }

    [Fact]
    public void Checks_OfTheCompiler_AreNotWeakened() => Rule.Holds(
        SourceProject.All.Select(project => project.File).Where(file => Weakening().IsMatch(Repository.Read(file)))
            .Concat(SourceFiles.Where(file => BarePragma().IsMatch(Repository.Read(file)))),
        "No project and no file weakens what the compiler checks.");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Comments_OfAProject_HaveASummary(string project)
    {
        var members = XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{project}.xml")).Descendants("member").ToArray();
        Assert.NotEmpty(members);
        Rule.Holds(members.Where(member => !IsDescribed(member)).Select(member => member.Attribute("name")!.Value), "A documentation comment begins with a summary.");
    }

    private static bool IsDescribed(XElement member) =>
        member.Descendants("inheritdoc").Any() || (member.Element("summary") is { } summary && (summary.Value.Trim().Length > 0 || summary.HasElements));

    [GeneratedRegex("<(GenerateDocumentationFile|TreatWarningsAsErrors|WarningsNotAsErrors|WarningLevel|Nullable|AnalysisLevel)>")]
    private static partial Regex Weakening();

    [GeneratedRegex(@"^\s*#pragma warning disable\s*(//.*)?$|^\s*#nullable", RegexOptions.Multiline)]
    private static partial Regex BarePragma();
}
