using System.Buffers;
using Dataflow.Panes;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Files.Output;

/// <summary>A pane as a JSON object on a line. The panes of a firing have all but their keys and values in common, so what stands between and behind these is kept.</summary>
internal sealed class PaneJsonFormat<TKey, TValue>(JsonValueWriter<TKey> writeKey, JsonValueWriter<TValue> writeValue) : ITextFormat<KV<TKey, TValue>>
{
    private readonly ArrayBufferWriter<byte> part = new();
    private readonly JsonLineWriter line = new();
    private Window lastWindow;
    private Rest lastRest;
    private byte[]? window;
    private byte[]? rest;

    public string Name => "JSON Lines";

    public void Begin(IBufferWriter<byte> output)
    {
    }

    public void Write(in WindowedValue<KV<TKey, TValue>> element, ArrayBufferWriter<byte> output)
    {
        output.Write("{\"key\":"u8);
        line.WriteValue(output, writeKey, element.Value.Key);
        if (window is null || lastWindow != element.Window)
        {
            (lastWindow, window) = (element.Window, WindowOf(element.Window));
        }

        output.Write(window);
        line.WriteValue(output, writeValue, element.Value.Value);
        var now = new Rest(element.Timestamp, element.Pane, element.IsRetraction, element.ProcessingTime, element.Watermark);
        if (rest is null || lastRest != now)
        {
            (lastRest, rest) = (now, RestOf(element));
        }

        output.Write(rest);
    }

    private byte[] WindowOf(Window shown)
    {
        part.ResetWrittenCount();
        var json = line.Begin(part);
        PaneParts.WriteWindow(json, shown);
        json.WritePropertyName(PaneParts.Value);
        json.Flush();
        return WithoutBrace();
    }

    private byte[] RestOf(in WindowedValue<KV<TKey, TValue>> element)
    {
        part.ResetWrittenCount();
        PaneParts.WritePane(line.Begin(part), element);
        line.End(part);
        return WithoutBrace();
    }

    // The object has begun before: a comma takes the place of its brace.
    private byte[] WithoutBrace() => [(byte)',', .. part.WrittenSpan[1..]];

    /// <summary>What stands behind the value.</summary>
    private readonly record struct Rest(Instant Timestamp, PaneInfo Pane, bool IsRetraction, Instant ProcessingTime, Instant Watermark);
}
