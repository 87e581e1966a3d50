using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>Properties and indexers as C# writes them.</summary>
internal static class PropertyText
{
    public static string Of(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(PublicMembers.IsSeen).ToArray();
        var first = accessors.FirstOrDefault(accessor => accessor.IsPublic) ?? accessors[0];
        var type = (property.PropertyType.IsByRef ? "ref " : "") + TypeText.Of(property.PropertyType, Annotations.Of(property.CustomAttributes, property.DeclaringType));
        var index = property.GetIndexParameters();
        var name = index.Length == 0 ? property.Name : $"this[{string.Join(", ", index.Select(ParameterText.Of))}]";
        var required = property.IsDefined(typeof(RequiredMemberAttribute), false) ? "required " : "";
        return $"{PublicMembers.Access(first)} {MethodText.Modifiers(first)}{required}{type} {name} {{ {string.Join(" ", accessors.Select(accessor => OfAccessor(accessor, first)))} }}";
    }

    private static string OfAccessor(MethodInfo accessor, MethodInfo first)
    {
        var access = PublicMembers.Access(accessor) == PublicMembers.Access(first) ? "" : $"{PublicMembers.Access(accessor)} ";
        var isInit = accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
        return $"{access}{(accessor.Name.Contains("get_", StringComparison.Ordinal) ? "get" : isInit ? "init" : "set")};";
    }
}
