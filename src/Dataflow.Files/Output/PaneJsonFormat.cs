using System.Buffers;
using System.Text.Json;

namespace Dataflow.Files.Output;

/// <summary>A pane as a JSON object on a line.</summary>
internal sealed class PaneJsonFormat<TKey, TValue>(JsonValueWriter<TKey> writeKey, JsonValueWriter<TValue> writeValue) : ITextFormat<KV<TKey, TValue>>
{
    private static readonly JsonEncodedText Key = JsonEncodedText.Encode("key");

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
        json.WritePropertyName(PaneParts.Value);
        writeValue(json, element.Value.Value);
        PaneParts.WritePane(json, element);
        line.End(output);
    }
}
