using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dataflow.Architecture.Tests.Api;

/// <summary>Parameters as C# writes them, with their defaults.</summary>
internal static class ParameterText
{
    public static string OfAll(MethodBase method)
    {
        var extended = method.IsDefined(typeof(ExtensionAttribute), false) ? "this " : "";
        return $"({extended}{string.Join(", ", method.GetParameters().Select(Of))})";
    }

    public static string Of(ParameterInfo parameter) =>
        FlowOf(parameter.GetCustomAttributesData())
        + PassedBy(parameter)
        + TypeText.Of(parameter.ParameterType, Annotations.Of(parameter.GetCustomAttributesData(), parameter.Member))
        + $" {parameter.Name}"
        + (parameter.HasDefaultValue ? $" = {ValueOf(parameter.RawDefaultValue, parameter.ParameterType)}" : "");

    /// <summary>What the compiler may conclude of null, such as <c>[NotNullWhen(true)]</c>.</summary>
    public static string FlowOf(IEnumerable<CustomAttributeData> attributes) => string.Concat(
        attributes.Where(attribute => attribute.AttributeType.Namespace == "System.Diagnostics.CodeAnalysis" && attribute.AttributeType.Name.Contains("Null", StringComparison.Ordinal))
            .Select(attribute => $"[{attribute.AttributeType.Name[..^"Attribute".Length]}{string.Join(", ", attribute.ConstructorArguments.Select(argument => $"({ValueOf(argument.Value, argument.ArgumentType)})"))}] "));

    public static string ValueOf(object? value, Type type)
    {
        var enumeration = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? "default" : "null",
            _ when enumeration.IsEnum => $"{enumeration.Name}.{Enum.ToObject(enumeration, value)}",
            string text => $"\"{text}\"",
            char letter => $"'{letter}'",
            bool truth => truth ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string PassedBy(ParameterInfo parameter) => parameter switch
    {
        { ParameterType.IsByRef: true, IsOut: true } => "out ",
        { ParameterType.IsByRef: true, IsIn: true } => "in ",
        { ParameterType.IsByRef: true } => "ref ",
        _ when parameter.IsDefined(typeof(ParamArrayAttribute), false) || parameter.IsDefined(typeof(ParamCollectionAttribute), false) => "params ",
        _ => "",
    };
}
