using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Folders;

/// <summary>The folders of a project are floors too: each uses only what stands below it, so there are no cycles.</summary>
public sealed class FolderTests
{
    public static TheoryData<string> Projects => SourceProject.Names;

    [Theory]
    [MemberData(nameof(Projects))]
    public void Folders_OfAProject_AllHaveAPlace(string project) => Rule.Holds(
        SourceProject.Named(project).Files.Where(file => file.Types.Count > 0).Select(SourceProject.Named(project).FolderOf),
        FolderOrder.Of[project],
        $"Give these folders of {project} their place in FolderOrder.");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Types_OfAFolder_UseOnlyFoldersBelow(string project) => Rule.Holds(
        FolderUse.In(SourceProject.Named(project)).Where(use => use.IsUpward(FolderOrder.Of[project])).Select(use => use.ToString()),
        UpwardUse.In(project),
        $"In {project} a folder uses only those below it: {string.Join(" > ", FolderOrder.Of[project].Select(folder => folder.Length == 0 ? "its own folder" : folder))}. "
            + "Move the type, or what it uses, or give the reason in UpwardUse.");

    /// <summary>A type that no file seems to declare would escape the other tests.</summary>
    [Theory]
    [MemberData(nameof(Projects))]
    public void Types_ThatSomeoneWrote_AreInAFile(string project)
    {
        var made = SourceProject.Named(project);
        var homeless = made.Assembly.GetTypes()
            .Where(type => !type.IsNested && !type.Name.Contains('<', StringComparison.Ordinal) && made.FolderOf(type) is null)
            .Select(type => type.FullName);

        // The class around the statements of Program.cs has no declaration.
        Assert.Equal(project == "Dataflow.Cli" ? ["Program"] : [], homeless);
    }
}
