using System.Reflection;
using System.Text.Json.Serialization;
using Dataflow.Files.Records;

namespace Dataflow.Files.Typed;

/// <summary>A constructor parameter or property that takes its value from a column.</summary>
/// <param name="Name">Its name, or the one that <see cref="JsonPropertyNameAttribute"/> gives it, which the column has in any case.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsNullable">Whether null is a value of it.</param>
/// <param name="IsOptional">Whether the column may be missing.</param>
/// <param name="Default">Its value when the column is missing.</param>
/// <param name="Property">The property, unless it is a parameter.</param>
internal sealed record CsvMember(string Name, Type Type, bool IsNullable, bool IsOptional, object? Default, PropertyInfo? Property)
{
    /// <summary>What is wanted of each row.</summary>
    public ProjectedField Field => new(Name, IsOptional, IsColumnOnly: true);

    public static CsvMember Of(ParameterInfo parameter) => new(
        JsonNameOf(parameter.Member.DeclaringType!.GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)) ?? parameter.Name!,
        parameter.ParameterType,
        IsNullableType(parameter.ParameterType) && new NullabilityInfoContext().Create(parameter).WriteState != NullabilityState.NotNull,
        parameter.HasDefaultValue,
        parameter.HasDefaultValue ? parameter.DefaultValue : null,
        null);

    public static CsvMember Of(PropertyInfo property) => new(
        JsonNameOf(property) ?? property.Name,
        property.PropertyType,
        IsNullableType(property.PropertyType) && new NullabilityInfoContext().Create(property).WriteState != NullabilityState.NotNull,
        !property.IsDefined(typeof(System.Runtime.CompilerServices.RequiredMemberAttribute)),
        null,
        property);

    // One attribute names the field in JSON and the column in CSV.
    private static string? JsonNameOf(PropertyInfo? property) => property?.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;

    private static bool IsNullableType(Type type) => !type.IsValueType || Nullable.GetUnderlyingType(type) is not null;
}
