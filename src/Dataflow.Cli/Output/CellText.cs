using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dataflow.Files;
using Dataflow.Files.Output;

namespace Dataflow.Cli.Output;

/// <summary>Keys and values as the cells of a table: strings without quotes, doubles to four places.</summary>
internal sealed class CellText(IReadOnlyList<string> key)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000 };

    private readonly ArrayBufferWriter<byte> json = new();

    public IEnumerable<string> OfKey(FieldKey? value)
    {
        if (value is null)
        {
            return [];
        }

        using var document = JsonDocument.Parse(value.Json.ToArray(), Deep);
        var root = document.RootElement;
        return key.Count == 1 ? [OfJson(root)] : [.. key.Select(field => OfJson(root.GetProperty(field)))];
    }

    public string OfValue<T>(T value, JsonValueWriter<T> write)
    {
        if (value is double number)
        {
            return number.ToString("0.####", CultureInfo.InvariantCulture);
        }

        json.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(json, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer, value);
        }

        using var document = JsonDocument.Parse(json.WrittenMemory, Deep);
        return OfJson(document.RootElement);
    }

    private static string OfJson(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Select(OfJson)),
        _ => value.GetRawText(),
    };
}
