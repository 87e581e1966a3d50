using System.Reflection;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>What is asked of type parameters, as C# writes it.</summary>
internal static class Constraints
{
    public static string Of(IEnumerable<Type> parameters, MemberInfo around) => string.Concat(
        parameters.Select(parameter => (parameter.Name, All: string.Join(", ", On(parameter, around)))).Where(asked => asked.All.Length > 0)
            .Select(asked => $" where {asked.Name} : {asked.All}"));

    private static IEnumerable<string> On(Type parameter, MemberInfo around)
    {
        var kind = parameter.GenericParameterAttributes;
        var isStruct = kind.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        var annotations = Annotations.Of(parameter.CustomAttributes, around);
        var types = parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).ToArray();
        if (kind.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
        {
            yield return annotations.TakeMayBeNull() ? "class?" : "class";
        }
        else if (isStruct)
        {
            yield return parameter.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "IsUnmanagedAttribute") ? "unmanaged" : "struct";
        }
        else if (types.Length == 0 && annotations.TakeNotNull())
        {
            yield return "notnull";
        }

        foreach (var type in types)
        {
            yield return TypeText.Of(type, Annotations.None);
        }

        if (!isStruct && kind.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
        {
            yield return "new()";
        }

        if (kind.HasFlag(GenericParameterAttributes.AllowByRefLike))
        {
            yield return "allows ref struct";
        }
    }
}
