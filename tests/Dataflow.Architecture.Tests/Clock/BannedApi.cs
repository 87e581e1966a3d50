using System.Reflection;
using Dataflow.Architecture.Tests.Code;
using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Clock;

/// <summary>The calls of <c>src/BannedSymbols.txt</c>, as they stand in compiled code.</summary>
internal static class BannedApi
{
    public const string File = "src/BannedSymbols.txt";

    /// <summary>The lines without their reasons: <c>P:System.DateTime.Now</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Repository.ReadLines(File).Select(line => line.Split(';')[0])];

    /// <summary>What a type uses of it, in its own code.</summary>
    public static IEnumerable<string> UsedBy(Type type) =>
        TypeUses.MethodsOf(type).SelectMany(Instructions.NamedIn).SelectMany(SymbolsOf)
            .Concat(TypeUses.Of(type).Select(used => $"T:{used.FullName}"))
            .Where(All.Contains);

    private static IEnumerable<string> SymbolsOf(MemberInfo member) => member switch
    {
        Type type => [$"T:{type.FullName}"],
        MethodBase { IsSpecialName: true } method when method.Name.StartsWith("get_", StringComparison.Ordinal) =>
            [$"T:{method.DeclaringType?.FullName}", $"P:{method.DeclaringType?.FullName}.{method.Name["get_".Length..]}"],
        _ => [$"T:{member.DeclaringType?.FullName}", $"M:{member.DeclaringType?.FullName}.{member.Name}", $"F:{member.DeclaringType?.FullName}.{member.Name}"],
    };
}
