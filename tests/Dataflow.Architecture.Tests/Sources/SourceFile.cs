using System.Text.RegularExpressions;

namespace Dataflow.Architecture.Tests.Sources;

/// <summary>A file of C#, and the types that it declares outside of any other.</summary>
/// <param name="File">Its path from the root of the repository.</param>
/// <param name="Namespace">Its namespace; empty if it has none.</param>
/// <param name="Types">The types, in their order.</param>
internal sealed partial record SourceFile(string File, string Namespace, IReadOnlyList<DeclaredType> Types)
{
    public string Name => Path.GetFileNameWithoutExtension(File);

    public static SourceFile Read(string file)
    {
        var text = Repository.Read(file);
        var space = NamespaceLine().Match(text).Groups[1].Value;
        return new(file, space, [.. TypeLine().Matches(text).Select(match => DeclaredType.Of(space, match))]);
    }

    public override string ToString() => File;

    [GeneratedRegex(@"^namespace ([\w.]+);$", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    /// <summary>A type at the edge of the line stands outside of any other.</summary>
    [GeneratedRegex(@"^(?<words>(?:[a-z]+ )*?)(?:(?<kind>delegate) [^(\n]* |(?<kind>record struct|record class|record|class|struct|interface|enum) )(?<name>\w+)(?:<(?<parameters>[^>\n]*)>)?(?=[ (;:\n]|$)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TypeLine();
}
