using System.Text.RegularExpressions;

namespace Dataflow.Architecture.Tests.Sources;

/// <summary>A type as its source names it.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Name">Its name, without type parameters.</param>
/// <param name="Arity">How many type parameters it has.</param>
/// <param name="IsPublic">Whether it is public.</param>
/// <param name="IsDelegate">Whether it is a delegate.</param>
internal sealed record DeclaredType(string Namespace, string Name, int Arity, bool IsPublic, bool IsDelegate)
{
    /// <summary>The name that reflection gives it.</summary>
    public string FullName => (Namespace.Length == 0 ? "" : $"{Namespace}.") + Name + (Arity == 0 ? "" : $"`{Arity}");

    public static DeclaredType Of(string space, Match match)
    {
        var parameters = match.Groups["parameters"];
        return new(
            space,
            match.Groups["name"].Value,
            parameters.Success ? parameters.Value.Split(',').Length : 0,
            match.Groups["words"].Value.Contains("public", StringComparison.Ordinal),
            match.Groups["kind"].Value == "delegate");
    }
}
