using Dataflow.Architecture.Tests.Sources;

namespace Dataflow.Architecture.Tests.Types;

/// <summary>Which types of <c>src</c> derive from which.</summary>
internal static class Hierarchy
{
    /// <summary>The classes that some class of <c>src</c> derives from.</summary>
    public static IReadOnlySet<Type> Bases { get; } = SourceProject.All
        .SelectMany(project => project.Assembly.GetTypes())
        .Select(type => type.BaseType)
        .OfType<Type>()
        .Select(type => type.IsGenericType ? type.GetGenericTypeDefinition() : type)
        .ToHashSet();

    public static IEnumerable<Type> Classes => SourceProject.All.SelectMany(project => project.Types).Where(type => type is { IsClass: true } && !type.IsSubclassOf(typeof(Delegate)));

    /// <summary>Whether a class outside of the library can derive from it.</summary>
    public static bool IsOpen(Type type) =>
        type is { IsVisible: true, IsSealed: false }
        && type.GetConstructors(System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic)
            .Any(constructor => (constructor.IsPublic || constructor.IsFamily || constructor.IsFamilyOrAssembly) && !IsCopy(constructor));

    // A record that is not sealed has a protected constructor that copies it, and that is of no use to who cannot make one.
    private static bool IsCopy(System.Reflection.ConstructorInfo constructor) =>
        constructor.GetParameters() is [var only] && only.ParameterType.Name == constructor.DeclaringType!.Name;
}
