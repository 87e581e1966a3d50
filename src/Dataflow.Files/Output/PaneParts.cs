using System.Text.Json;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Files.Output;

/// <summary>The parts that all lines of output have in common.</summary>
internal static class PaneParts
{
    public static readonly JsonEncodedText Value = JsonEncodedText.Encode("value");

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
    private static readonly JsonEncodedText WindowName = JsonEncodedText.Encode("window");
    private static readonly JsonEncodedText StartName = JsonEncodedText.Encode("start");
    private static readonly JsonEncodedText EndName = JsonEncodedText.Encode("end");

    public static void WriteTime(Utf8JsonWriter writer, JsonEncodedText name, Instant time)
    {
        Span<byte> text = stackalloc byte[TimestampText.MaxLength];
        writer.WriteString(name, text[..Format(time, text)]);
    }

    public static void WriteWindow(Utf8JsonWriter writer, Window window)
    {
        writer.WriteStartObject(WindowName);
        WriteTime(writer, StartName, window.Start);
        WriteTime(writer, EndName, window.End);
        writer.WriteEndObject();
    }

    /// <summary>Writes what stands behind the value of an element: its time, its pane, and where clock and watermark stood.</summary>
    public static void WritePane<T>(Utf8JsonWriter json, in WindowedValue<T> element)
    {
        WriteTime(json, Timestamp, element.Timestamp);
        json.WriteStartObject(Pane);
        json.WriteString(Timing, element.Pane.TimingText);
        json.WriteNumber(Index, element.Pane.Index);
        json.WriteNumber(NonSpeculativeIndex, element.Pane.NonSpeculativeIndex);
        json.WriteBoolean(IsFirst, element.Pane.IsFirst);
        json.WriteBoolean(IsLast, element.Pane.IsLast);
        json.WriteEndObject();
        json.WriteBoolean(Retraction, element.IsRetraction);
        WriteTime(json, ProcessingTime, element.ProcessingTime);
        WriteTime(json, Watermark, element.Watermark);
    }

    /// <summary>Formats a time of output, the ends of time among them, and gives its length.</summary>
    public static int Format(Instant time, Span<byte> text)
    {
        var ticks = time == EventTime.EndOfTime ? long.MaxValue : time.ToUnixTimeTicks();
        TimestampText.TryFormat(ticks, text, out var written);
        return written;
    }
}
