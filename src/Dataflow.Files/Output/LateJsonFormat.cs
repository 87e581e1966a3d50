using System.Buffers;
using System.Text.Json;
using Dataflow.Time;

namespace Dataflow.Files.Output;

/// <summary>A late element as a JSON object on a line.</summary>
internal sealed class LateJsonFormat<T>(JsonValueWriter<T> writeElement) : ITextFormat<LateElement<T>>
{
    private static readonly JsonEncodedText Element = JsonEncodedText.Encode("element");
    private static readonly JsonEncodedText Watermark = JsonEncodedText.Encode("watermark");

    private readonly JsonLineWriter line = new();

    public string Name => "late elements as JSON Lines";

    public void Begin(IBufferWriter<byte> output)
    {
    }

    public void Write(in WindowedValue<LateElement<T>> element, ArrayBufferWriter<byte> output)
    {
        var late = element.Value;
        var json = line.Begin(output);
        json.WritePropertyName(Element);
        writeElement(json, late.Value);
        PaneParts.WriteWindow(json, late.Window);
        PaneParts.WriteTime(json, Watermark, late.Watermark);
        json.WriteString("lateBy", DurationText.ToIso(late.LateBy));
        json.WriteString("reason", late.Reason == LateReason.Expired ? "expired" : "closed");
        line.End(output);
    }
}
