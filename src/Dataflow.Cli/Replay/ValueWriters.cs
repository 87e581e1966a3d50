using System.Text.Json;
using Dataflow.Files;

namespace Dataflow.Cli.Replay;

/// <summary>How keys and the outputs of the aggregates are written as JSON.</summary>
internal static class ValueWriters
{
    public static void Key(Utf8JsonWriter writer, FieldKey? key)
    {
        if (key is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteRawValue(key.Json, skipInputValidation: true);
        }
    }

    public static void Number(Utf8JsonWriter writer, Number number)
    {
        Span<byte> text = stackalloc byte[Files.Number.MaxLength];
        number.TryFormat(text, out var written);
        writer.WriteRawValue(text[..written], skipInputValidation: true);
    }

    public static void Numbers(Utf8JsonWriter writer, IReadOnlyList<Number> numbers)
    {
        writer.WriteStartArray();
        foreach (var number in numbers)
        {
            Number(writer, number);
        }

        writer.WriteEndArray();
    }

    public static void Count(Utf8JsonWriter writer, long count) => writer.WriteNumberValue(count);

    public static void Double(Utf8JsonWriter writer, double number) => writer.WriteNumberValue(
        double.IsFinite(number) ? number : throw new OverflowException("The numbers add up to more than a double can hold."));

    public static void JsonList(Utf8JsonWriter writer, IReadOnlyList<JsonBytes> values)
    {
        writer.WriteStartArray();
        foreach (var value in values)
        {
            writer.WriteRawValue(value.Span, skipInputValidation: true);
        }

        writer.WriteEndArray();
    }

    /// <summary>Writes the record of a late event.</summary>
    public static void Record<TValue>(Utf8JsonWriter writer, ReplayEvent<TValue> element) => writer.WriteRawValue(element.Json, skipInputValidation: true);
}
