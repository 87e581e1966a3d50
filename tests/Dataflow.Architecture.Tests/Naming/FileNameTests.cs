using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Naming;

/// <summary>A file holds one type and has its name.</summary>
public sealed class FileNameTests
{
    private const int MaxLines = 400;

    /// <summary>Files with a second type that is of no use without the first.</summary>
    private static readonly string[] WithASecondType = ["src/Dataflow.Model/Combining/Integers.cs: IntegerTypes"];

    private static readonly string[] Code = ["src", "tests", "examples", "bench"];

    public static TheoryData<string> Projects => SourceProject.Names;

    /// <summary>Types of one name with different parameters may share a file, and an internal delegate may stand above the type that takes it.</summary>
    [Fact]
    public void Files_InSrc_HoldOneType() => Rule.Holds(
        SourceProject.All.SelectMany(project => project.Files).SelectMany(file => OthersIn(file).Select(type => $"{file}: {type.Name}")),
        WithASecondType,
        "A file holds one type.");

    [Theory]
    [MemberData(nameof(Projects))]
    public void Files_OfAProject_AreNamedLikeTheirType(string project)
    {
        var files = SourceProject.Named(project).Files;
        var neighbours = files.ToLookup(file => (Path.GetDirectoryName(file.File), file.Name));
        Rule.Holds(
            files.Where(file => MainOf(file) is not { } type || !NamesFor(type, name => neighbours[(Path.GetDirectoryName(file.File), name)].SelectMany(other => other.Types)).Contains(StemOf(file)))
                .Select(file => file.File)
                .Except(["src/Dataflow.Cli/Program.cs"]),
            "A file is named like its type: Type.cs; TypeOfT.cs for Type<T> beside Type; TypeFactory.cs for the static class Type beside Type<T>; Type.Aspect.cs beside Type.cs.");
        Rule.Holds(
            files.Where(file => file.Name != StemOf(file) && !neighbours.Contains((Path.GetDirectoryName(file.File), StemOf(file)))).Select(file => file.File),
            "An aspect of a type stands beside the file of that type.");
    }

    [Fact]
    public void Files_OfAnyProject_AreOfOneSubject() => Rule.Holds(
        Code.SelectMany(folder => Repository.FilesIn(folder, "*.cs")).Where(file => Repository.ReadLines(file).Length > MaxLines),
        $"A file of more than {MaxLines} lines has two subjects.");

    private static DeclaredType? MainOf(SourceFile file) => file.Types.OrderBy(type => type.IsDelegate).FirstOrDefault();

    private static IEnumerable<DeclaredType> OthersIn(SourceFile file) =>
        file.Types.Where(type => type.Name != MainOf(file)!.Name && (type.IsPublic || !type.IsDelegate));

    private static string StemOf(SourceFile file) => file.Name.Split('.')[0];

    private static IEnumerable<string> NamesFor(DeclaredType type, Func<string, IEnumerable<DeclaredType>> typesIn)
    {
        yield return type.Name;
        if (typesIn(type.Name).Any(other => other.Name == type.Name && (other.Arity == 0) != (type.Arity == 0)))
        {
            yield return type.Arity > 0 ? $"{type.Name}OfT" : $"{type.Name}Factory";
        }
    }
}
