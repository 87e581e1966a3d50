using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>The members of a type that others can use, a line each. What the compiler makes for every record is left out.</summary>
internal static class PublicMembers
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type)
    {
        if (type.IsSubclassOf(typeof(Delegate)))
        {
            return [];
        }

        if (type.IsEnum)
        {
            return type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(member => $"{member.Name} = {member.GetRawConstantValue()}");
        }

        return
        [
            .. type.GetConstructors(Declared).Where(constructor => IsSeen(constructor) && !IsMade(constructor)).Select(OfConstructor),
            .. type.GetMethods(Declared).Where(method => IsSeen(method) && !IsMade(method) && !IsAccessor(method)).Select(MethodText.Of),
            .. type.GetProperties(Declared).Where(property => property.GetAccessors(true).Any(IsSeen) && property.Name != "EqualityContract").Select(PropertyText.Of),
            .. type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly).Select(OfField),
            .. type.GetEvents(Declared).Where(member => IsSeen(member.AddMethod!)).Select(OfEvent),
        ];
    }

    /// <summary>Whether code outside of the assembly can use it, or override it.</summary>
    public static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>The words before a member.</summary>
    public static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    // Deconstruct follows from the parameters of a record too, but who calls it sees its order.
    private static bool IsMade(MethodBase method) =>
        method.Name == "<Clone>$" || (method.IsDefined(typeof(CompilerGeneratedAttribute), false) && method.Name != "Deconstruct");

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string OfConstructor(ConstructorInfo constructor) =>
        $"{Access(constructor)} {TypeText.NameOf(constructor.DeclaringType!).Split('<')[0]}{ParameterText.OfAll(constructor)}";

    private static string OfField(FieldInfo field)
    {
        var type = TypeText.Of(field.FieldType, Annotations.Of(field.CustomAttributes, field.DeclaringType));
        var access = field.IsPublic ? "public" : "protected";
        return field.IsLiteral
            ? $"{access} const {type} {field.Name} = {ParameterText.ValueOf(field.GetRawConstantValue(), field.FieldType)}"
            : $"{access} {(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{type} {field.Name}";
    }

    private static string OfEvent(EventInfo member) =>
        $"{Access(member.AddMethod!)} event {TypeText.Of(member.EventHandlerType!, Annotations.Of(member.CustomAttributes, member.DeclaringType))} {member.Name}";
}
