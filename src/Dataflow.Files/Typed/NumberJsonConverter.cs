using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dataflow.Files.Typed;

/// <summary>Numbers, exact.</summary>
internal sealed class NumberJsonConverter : JsonConverter<Number>
{
    public override Number Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && Number.TryParse(reader.ValueSpan, out var number) ? number : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, Number value, JsonSerializerOptions options) => value.WriteTo(writer);
}
