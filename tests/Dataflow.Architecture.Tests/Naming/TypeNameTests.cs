using System.Text.RegularExpressions;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Naming;

/// <summary>Names of types say what they are.</summary>
public sealed partial class TypeNameTests
{
    private static readonly string[] Code = ["src", "tests", "examples", "bench"];

    private static IEnumerable<Type> Types => SourceProject.All.SelectMany(project => project.Types);

    [Fact]
    public void Types_OfAnyProject_HaveNoEmptyWords() => Rule.Holds(
        Code.SelectMany(folder => Repository.FilesIn(folder, "*.cs")).Select(SourceFile.Read).SelectMany(file => file.Types, (file, type) => (file, type))
            .Where(pair => EmptyWord().IsMatch(pair.type.Name)).Select(pair => $"{pair.type.Name} in {pair.file}")
            .Concat(Types.Where(type => EmptyWord().IsMatch(NameOf(type))).Select(type => type.FullName!)),
        "Manager, Helper, Util, Impl and Base say nothing. Name the type after what it is.");

    [Fact]
    public void Interfaces_InSrc_BeginWithI() => Rule.Holds(
        Types.Where(type => type.IsInterface != InterfaceName().IsMatch(type.Name)).Select(type => type.FullName),
        "Interfaces, and they alone, have names of an I and a word.");

    [Fact]
    public void Namespaces_InSrc_AreNamedUnlikeTypes()
    {
        var names = Types.Select(NameOf).ToHashSet();
        Rule.Holds(
            SourceProject.All.SelectMany(project => project.Files).Select(file => file.Namespace).Distinct().Where(space => space.Split('.').Any(names.Contains)),
            "A namespace is named like a type, so that one hides the other.");
    }

    /// <summary><c>AccumulationMode.Discarding</c>, not <c>AccumulationMode.DiscardingMode</c>.</summary>
    [Fact]
    public void EnumMembers_InSrc_RepeatNoWordOfTheEnum() => Rule.Holds(
        Types.Where(type => type.IsEnum).SelectMany(type => type.GetEnumNames(), (type, member) => (type, member))
            .Where(pair => Words(pair.member).Intersect(Words(pair.type.Name)).Any())
            .Select(pair => $"{pair.type.FullName}.{pair.member}"),
        "The name of an enum's member repeats a word of the enum's name.");

    private static string NameOf(Type type) => type.Name.Split('`')[0];

    private static IEnumerable<string> Words(string name) => Word().Matches(name).Select(match => match.Value);

    [GeneratedRegex("(Manager|Helpers?|Util|Utils|Utility|Utilities|Impl|Base)$")]
    private static partial Regex EmptyWord();

    [GeneratedRegex("^I[A-Z][a-z]")]
    private static partial Regex InterfaceName();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();
}
