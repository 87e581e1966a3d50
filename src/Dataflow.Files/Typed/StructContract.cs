using System.Reflection;
using System.Text.Json.Serialization.Metadata;

namespace Dataflow.Files.Typed;

/// <summary>
/// Holds structs to their constructor. The serializer makes a struct by its default value and sets its properties, so that a
/// field which a record struct asks for could be missing unseen; here it is required, as it is of a class and of CSV.
/// </summary>
internal static class StructContract
{
    public static void Apply(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object || !type.Type.IsValueType || type.CreateObject is null)
        {
            return;
        }

        var constructor = type.Type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).FirstOrDefault();
        var parameters = constructor?.GetParameters() ?? [];
        if (parameters.Length == 0)
        {
            return;
        }

        foreach (var parameter in parameters)
        {
            var property = type.Properties.FirstOrDefault(
                p => p.Set is not null && string.Equals((p.AttributeProvider as MemberInfo)?.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (property is not null && !parameter.HasDefaultValue)
            {
                property.IsRequired = true;
            }
        }

        var defaults = parameters.Select(p => p.HasDefaultValue ? p.DefaultValue : null).ToArray();
        if (parameters.Any(p => p.HasDefaultValue && p.DefaultValue is not null))
        {
            type.CreateObject = () => constructor!.Invoke(defaults);
        }
    }
}
