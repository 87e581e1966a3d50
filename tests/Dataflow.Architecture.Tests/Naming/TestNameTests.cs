using System.Text.RegularExpressions;

namespace Dataflow.Architecture.Tests.Naming;

/// <summary>Tests read <c>Method_State_Result</c>, or <c>Subject_Result</c> where there is no state. Snippets have the name of what they show.</summary>
public sealed partial class TestNameTests
{
    [Fact]
    public void Classes_WithTests_EndWithTests() => Rule.Holds(
        TestMethod.All.Where(test => !(test.IsSnippet ? SnippetClass() : TestClass()).IsMatch(test.Class)).Select(test => $"{test.File}: {test.Class}"),
        "A class of tests is named after what it tests: TypeTests, or TypeContract if the classes of others inherit it.");

    [Fact]
    public void Files_WithTests_AreNamedLikeTheClass() => Rule.Holds(
        TestMethod.All.Where(test => Path.GetFileName(test.File).Split('.')[0] != test.Class).Select(test => $"{test.File}: {test.Class}"),
        "A file of tests is named like its class.");

    [Fact]
    public void Methods_OfTests_ReadSubjectStateResult() => Rule.Holds(
        TestMethod.All.Where(test => !test.IsSnippet && !Parts().IsMatch(test.Name)).Select(test => test.ToString()),
        "A test is named Method_State_Result, or Subject_Result: two or three parts, each with a capital.");

    [Fact]
    public void Methods_OfSnippets_ReadSubject() => Rule.Holds(
        TestMethod.All.Where(test => test.IsSnippet && !UpToThreeParts().IsMatch(test.Name)).Select(test => test.ToString()),
        "A snippet has the name of what it shows.");

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(Tests|Contract)$")]
    private static partial Regex TestClass();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*Snippets$")]
    private static partial Regex SnippetClass();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Z0-9][A-Za-z0-9]*){1,2}$")]
    private static partial Regex Parts();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*(_[A-Z][A-Za-z0-9]*){0,2}$")]
    private static partial Regex UpToThreeParts();
}
