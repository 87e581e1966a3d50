using System.Text.Json;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Files.Output;

/// <summary>The parts that all lines of output have in common.</summary>
internal static class PaneParts
{
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

    /// <summary>Formats a time of output, the ends of time among them, and gives its length.</summary>
    public static int Format(Instant time, Span<byte> text)
    {
        var ticks = time == EventTime.EndOfTime ? long.MaxValue : time.ToUnixTimeTicks();
        TimestampText.TryFormat(ticks, text, out var written);
        return written;
    }
}
