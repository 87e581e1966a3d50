using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>The public API changes on purpose only. <c>DATAFLOW_UPDATE_API=1</c> writes the files instead; look at the difference.</summary>
public sealed class ApiTests
{
    public ApiTests()
    {
        foreach (var project in ApiFile.Updates ? SourceProject.All : [])
        {
            ApiFile.Write(project);
        }
    }

    public static TheoryData<string> Projects => SourceProject.Names;

    [Theory]
    [MemberData(nameof(Projects))]
    public void PublicApi_OfAProject_IsAsApproved(string project)
    {
        var made = SourceProject.Named(project);
        var (actual, approved) = (ApiFile.Actual(made), ApiFile.Read(made));
        Rule.Holds(
            actual.Except(approved).Select(line => $"+ {line}").Concat(approved.Except(actual).Select(line => $"- {line}")),
            $"The public API of {project} has changed: + is new, - is gone. If that is meant, approve it with "
                + "DATAFLOW_UPDATE_API=1 dotnet run -c Release --project tests/Dataflow.Architecture.Tests");
        Assert.Equal(approved, actual);
    }

    [Fact]
    public void Files_OfTheFolder_AreOfProjects() =>
        Assert.Equal(SourceProject.All.Select(ApiFile.Of).Order(StringComparer.Ordinal), Repository.FilesIn("tests/Dataflow.Architecture.Tests/Api", "*.txt"));
}
