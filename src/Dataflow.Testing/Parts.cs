using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Dataflow.Testing;

/// <summary>
/// Looks into values that hold others: a grouping's list of values is another object than the list that a test expects, and equal to it
/// by its parts only.
/// </summary>
internal static class Parts
{
    public static bool AreEqual(object? left, object? right) =>
        Equals(left, right)
        || (Open(left) is { } lefts && Open(right) is { } rights && lefts.Kind == rights.Kind && lefts.Items.Length == rights.Items.Length
            && lefts.Items.Zip(rights.Items).All(pair => AreEqual(pair.First, pair.Second)));

    public static string ToText(object? value) => Open(value) switch
    {
        { Kind: Kind.Pair, Items: [var key, var inner] } => $"{ToText(key)}: {ToText(inner)}",
        { Kind: Kind.Group, Items: [var key, .. var values] } => $"{ToText(key)}: [{string.Join(", ", values.Select(ToText))}]",
        { Kind: Kind.Tuple } tuple => $"({string.Join(", ", tuple.Items.Select(ToText))})",
        { } sequence => $"[{string.Join(", ", sequence.Items.Select(ToText))}]",
        null => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
    };

    private static Opened? Open(object? value) => value switch
    {
        null or string => null,
        ITuple tuple => new Opened(Kind.Tuple, [.. Enumerable.Range(0, tuple.Length).Select(index => tuple[index])]),
        _ when IsPair(value.GetType()) => new Opened(Kind.Pair, [Get(value, "Key"), Get(value, "Value")]),
        IEnumerable group when GroupingOf(value) is { } grouping => new Opened(Kind.Group, [Get(value, grouping, "Key"), .. group.Cast<object?>()]),
        IEnumerable sequence => new Opened(Kind.Sequence, [.. sequence.Cast<object?>()]),
        _ => null,
    };

    private static bool IsPair(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KV<,>);

    private static Type? GroupingOf(object value) =>
        value.GetType().GetInterfaces().FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IGrouping<,>));

    private static object? Get(object value, string property) => Get(value, value.GetType(), property);

    private static object? Get(object value, Type type, string property) =>
        type.GetProperty(property, BindingFlags.Instance | BindingFlags.Public)!.GetValue(value);

    private enum Kind
    {
        Pair,
        Group,
        Tuple,
        Sequence,
    }

    private sealed record Opened(Kind Kind, object?[] Items);
}
