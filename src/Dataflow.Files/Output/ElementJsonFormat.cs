using System.Buffers;

namespace Dataflow.Files.Output;

/// <summary>An element without a key as a JSON object on a line.</summary>
internal sealed class ElementJsonFormat<T>(JsonValueWriter<T> writeValue) : ITextFormat<T>
{
    private readonly JsonLineWriter line = new();

    public string Name => "JSON Lines";

    public void Begin(IBufferWriter<byte> output)
    {
    }

    public void Write(in WindowedValue<T> element, ArrayBufferWriter<byte> output)
    {
        var json = line.Begin(output);
        PaneParts.WriteWindow(json, element.Window);
        json.WritePropertyName(PaneParts.Value);
        writeValue(json, element.Value);
        PaneParts.WritePane(json, element);
        line.End(output);
    }
}
