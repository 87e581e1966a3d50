using System.Text.Encodings.Web;
using System.Text.Json;
using Dataflow.Files.Typed;

namespace Dataflow.Files.Output;

/// <summary>Values as the JSON serialiser writes them.</summary>
internal static class Serialized
{
    public static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,

        // Tuples are fields, and good keys.
        IncludeFields = true,
        Converters = { new InstantJsonConverter(), new NumberJsonConverter() },
    };

    public static void Write<T>(Utf8JsonWriter writer, T value) => JsonSerializer.Serialize(writer, value, Options);
}
