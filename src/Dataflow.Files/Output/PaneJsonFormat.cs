using System.Buffers;
using System.Text.Json;

namespace Dataflow.Files.Output;

/// <summary>A pane as a JSON object on a line.</summary>
internal sealed class PaneJsonFormat<TKey, TValue>(JsonValueWriter<TKey> writeKey, JsonValueWriter<TValue> writeValue) : ITextFormat<KV<TKey, TValue>>
{
    private static readonly JsonEncodedText Key = JsonEncodedText.Encode("key");
    private static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText Timestamp = JsonEncodedText.Encode("timestamp");
    private static readonly JsonEncodedText Pane = JsonEncodedText.Encode("pane");
    private static readonly JsonEncodedText Timing = JsonEncodedText.Encode("timing");
    private static readonly JsonEncodedText Index = JsonEncodedText.Encode("index");
    private static readonly JsonEncodedText NonSpeculativeIndex = JsonEncodedText.Encode("nonSpeculativeIndex");
    private static readonly JsonEncodedText IsFirst = JsonEncodedText.Encode("isFirst");
    private static readonly JsonEncodedText IsLast = JsonEncodedText.Encode("isLast");
    private static readonly JsonEncodedText Retraction = JsonEncodedText.Encode("retraction");
    private static readonly JsonEncodedText ProcessingTime = JsonEncodedText.Encode("processingTime");
    private static readonly JsonEncodedText Watermark = JsonEncodedText.Encode("watermark");

    private readonly JsonLineWriter line = new();

    public string Name => "JSON Lines";

    public void Begin(IBufferWriter<byte> output)
    {
    }

    public void Write(in WindowedValue<KV<TKey, TValue>> element, ArrayBufferWriter<byte> output)
    {
        var json = line.Begin(output);
        json.WritePropertyName(Key);
        writeKey(json, element.Value.Key);
        PaneParts.WriteWindow(json, element.Window);
        json.WritePropertyName(Value);
        writeValue(json, element.Value.Value);
        PaneParts.WriteTime(json, Timestamp, element.Timestamp);
        json.WriteStartObject(Pane);
        json.WriteString(Timing, element.Pane.TimingText);
        json.WriteNumber(Index, element.Pane.Index);
        json.WriteNumber(NonSpeculativeIndex, element.Pane.NonSpeculativeIndex);
        json.WriteBoolean(IsFirst, element.Pane.IsFirst);
        json.WriteBoolean(IsLast, element.Pane.IsLast);
        json.WriteEndObject();
        json.WriteBoolean(Retraction, element.IsRetraction);
        PaneParts.WriteTime(json, ProcessingTime, element.ProcessingTime);
        PaneParts.WriteTime(json, Watermark, element.Watermark);
        line.End(output);
    }
}
