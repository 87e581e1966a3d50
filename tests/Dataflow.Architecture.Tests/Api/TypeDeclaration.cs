using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>The declaration of a type as C# writes it: its kind, what it derives from, and what it asks of its parameters.</summary>
internal static class TypeDeclaration
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static string Of(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return $"public delegate {TypeText.Of(invoke.ReturnType, Annotations.Of(invoke.ReturnParameter.GetCustomAttributesData(), invoke))} "
                + $"{NameOf(type)}{ParameterText.OfAll(invoke)}{Constraints.Of(type.GetGenericArguments(), type)}";
        }

        var bases = BasesOf(type).Select(other => TypeText.Of(other, Annotations.None)).ToArray();
        return $"public {KindOf(type)} {NameOf(type)}{(bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}")}{Constraints.Of(type.GetGenericArguments(), type)}";
    }

    /// <summary>Whether it is a record, which has methods that the compiler made.</summary>
    public static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$", Declared) is not null
        || (type.IsValueType && type.GetMethod("PrintMembers", Declared)?.IsDefined(typeof(CompilerGeneratedAttribute), false) == true);

    private static string KindOf(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } =>
            (type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly " : "") + (type.IsByRefLike ? "ref " : "") + (IsRecord(type) ? "record struct" : "struct"),
        _ => (type.IsAbstract ? type.IsSealed ? "static " : "abstract " : type.IsSealed ? "sealed " : "") + (IsRecord(type) ? "record" : "class"),
    };

    // Interfaces that come with the base, with another interface, or with being a record are left out.
    private static IEnumerable<Type> BasesOf(Type type)
    {
        if (type.IsEnum)
        {
            var underlying = type.GetEnumUnderlyingType();
            return underlying == typeof(int) ? [] : [underlying];
        }

        var all = type.GetInterfaces();
        var own = all.Except(all.SelectMany(other => other.GetInterfaces())).Except(type.BaseType?.GetInterfaces() ?? [])
            .Where(other => other.IsVisible && !(IsRecord(type) && other.Name == "IEquatable`1"))
            .OrderBy(other => other.Name, StringComparer.Ordinal);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? own.Prepend(parent) : own;
    }

    private static string NameOf(Type type)
    {
        var parameters = type.GetGenericArguments();
        return parameters.Length == 0 ? TypeText.NameOf(type) : $"{TypeText.NameOf(type).Split('<')[0]}<{string.Join(", ", parameters.Select(Variance))}>";
    }

    private static string Variance(Type parameter) => (parameter.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => $"out {parameter.Name}",
        GenericParameterAttributes.Contravariant => $"in {parameter.Name}",
        _ => parameter.Name,
    };
}
