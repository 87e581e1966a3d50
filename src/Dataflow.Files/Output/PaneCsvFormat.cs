using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dataflow.Files.Output;

/// <summary>A pane as a row of CSV: the columns of the JSON object, flattened.</summary>
internal sealed class PaneCsvFormat<TKey, TValue>(
    IReadOnlyList<string> keyFields, JsonValueWriter<TKey> writeKey, JsonValueWriter<TValue> writeValue) : ITextFormat<KV<TKey, TValue>>
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 10_000 };

    private readonly ArrayBufferWriter<byte> json = new();
    private readonly StringBuilder row = new();
    private readonly byte[] time = new byte[TimestampText.MaxLength];
    private Utf8JsonWriter? writer;

    public string Name => "CSV";

    public void Begin(IBufferWriter<byte> output)
    {
        foreach (var column in keyFields.Count == 0 ? ["key"] : keyFields.Select(field => $"key.{field}"))
        {
            AddText(column);
        }

        row.Append(
            "window.start,window.end,value,timestamp,pane.timing,pane.index,pane.nonSpeculativeIndex,pane.isFirst,pane.isLast,retraction,processingTime,watermark,");
        End(output);
    }

    public void Write(in WindowedValue<KV<TKey, TValue>> element, ArrayBufferWriter<byte> output)
    {
        row.Clear();
        AddKey(element.Value.Key);
        AddTime(element.Window.Start);
        AddTime(element.Window.End);
        AddJson(writeValue, element.Value.Value);
        AddTime(element.Timestamp);
        row.Append(element.Pane.TimingText).Append(',')
            .Append(CultureInfo.InvariantCulture, $"{element.Pane.Index},{element.Pane.NonSpeculativeIndex},")
            .Append(element.Pane.IsFirst ? "true," : "false,")
            .Append(element.Pane.IsLast ? "true," : "false,")
            .Append(element.IsRetraction ? "true," : "false,");
        AddTime(element.ProcessingTime);
        AddTime(element.Watermark);
        End(output);
    }

    private void AddKey(TKey key)
    {
        if (keyFields.Count == 0)
        {
            AddJson(writeKey, key);
            return;
        }

        using var document = JsonDocument.Parse(Render(writeKey, key), Deep);
        foreach (var field in keyFields)
        {
            AddValue(document.RootElement.GetProperty(field));
        }
    }

    private void AddJson<T>(JsonValueWriter<T> write, T value)
    {
        using var document = JsonDocument.Parse(Render(write, value), Deep);
        AddValue(document.RootElement);
    }

    private ReadOnlyMemory<byte> Render<T>(JsonValueWriter<T> write, T value)
    {
        json.ResetWrittenCount();
        writer ??= new Utf8JsonWriter(json, Serialized.WriterOptions);
        writer.Reset(json);
        write(writer, value);
        writer.Flush();
        return json.WrittenMemory;
    }

    // Null is an empty field and an empty string a quoted one, as the reader has it.
    private void AddValue(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null:
                row.Append(',');
                break;
            case JsonValueKind.String when value.GetString() is "":
                row.Append("\"\",");
                break;
            case JsonValueKind.String:
                AddText(value.GetString()!);
                break;
            default:
                AddText(value.GetRawText());
                break;
        }
    }

    private void AddText(string text)
    {
        if (text.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            row.Append(text).Append(',');
        }
        else
        {
            row.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append("\",");
        }
    }

    private void AddTime(NodaTime.Instant instant) => row.Append(Encoding.ASCII.GetString(time, 0, PaneParts.Format(instant, time))).Append(',');

    private void End(IBufferWriter<byte> output)
    {
        row[^1] = '\n';
        foreach (var chunk in row.GetChunks())
        {
            Encoding.UTF8.GetBytes(chunk.Span, output);
        }

        row.Clear();
    }
}
