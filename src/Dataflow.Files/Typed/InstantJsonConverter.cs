using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace Dataflow.Files.Typed;

/// <summary>Instants as recordings write them: ISO 8601 or whole Unix milliseconds.</summary>
internal sealed class InstantJsonConverter : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var ticks = 0L;
        var isTime = reader.TokenType switch
        {
            JsonTokenType.String when !reader.ValueIsEscaped => TimestampText.TryParseIso(reader.ValueSpan, out ticks),
            JsonTokenType.Number => TimestampText.TryParseUnixMilliseconds(reader.ValueSpan, out ticks),
            _ => false,
        };
        return isTime ? Instant.FromUnixTimeTicks(ticks) : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[TimestampText.MaxLength];
        var ticks = value == Instant.MaxValue ? TimestampText.EndTicks : value.ToUnixTimeTicks();
        TimestampText.TryFormat(ticks, text, out var written);
        writer.WriteStringValue(text[..written]);
    }
}
