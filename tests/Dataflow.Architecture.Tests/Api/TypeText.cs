using System.Runtime.CompilerServices;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>Types as C# writes them.</summary>
internal static class TypeText
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(char)] = "char",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(float)] = "float",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
        [typeof(nint)] = "nint",
        [typeof(nuint)] = "nuint",
    };

    /// <summary>The name of a definition, with its namespace and its type parameters.</summary>
    public static string FullName(Type type) => $"{(type.DeclaringType is { } outer ? FullName(outer) : type.Namespace)}.{NameOf(type)}";

    /// <summary>The name of a definition with its type parameters.</summary>
    public static string NameOf(Type type)
    {
        var own = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).Select(parameter => parameter.Name).ToArray();
        return WithoutArity(type) + (own.Length == 0 ? "" : $"<{string.Join(", ", own)}>");
    }

    /// <summary>A use of a type.</summary>
    public static string Of(Type type, Annotations annotations)
    {
        if (type.IsByRef)
        {
            return Of(type.GetElementType()!, annotations);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{Of(underlying, annotations)}?";
        }

        // A plain value type has no flag.
        var mayBeNull = (!type.IsValueType || type.IsGenericType) && annotations.TakeMayBeNull() ? "?" : "";
        if (type.IsArray)
        {
            return $"{Of(type.GetElementType()!, annotations)}[{new string(',', type.GetArrayRank() - 1)}]{mayBeNull}";
        }

        if (type.IsValueType && type.IsAssignableTo(typeof(ITuple)))
        {
            var names = annotations.TakeNames(type.GetGenericArguments().Length);
            return $"({string.Join(", ", type.GetGenericArguments().Select((element, i) => Of(element, annotations) + names[i]))})";
        }

        var arguments = type.IsGenericParameter ? [] : type.GetGenericArguments().Select(argument => Of(argument, annotations)).ToArray();
        var outer = type is { IsNested: true, IsGenericParameter: false } ? $"{WithoutArity(type.DeclaringType!)}." : "";
        return outer + Keywords.GetValueOrDefault(type, WithoutArity(type)) + (arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments)}>") + mayBeNull;
    }

    private static string WithoutArity(Type type) => type.Name.Split('`')[0];
}
