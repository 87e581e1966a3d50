using System.Buffers;
using System.Text.Json;

namespace Dataflow.Files.Output;

/// <summary>Writes one object a line with one writer for all of them.</summary>
internal sealed class JsonLineWriter
{
    private Utf8JsonWriter? writer;

    /// <summary>Begins the object of a line. A line that was begun and not ended is given up.</summary>
    public Utf8JsonWriter Begin(IBufferWriter<byte> output)
    {
        writer ??= new Utf8JsonWriter(output, Serialized.WriterOptions);
        writer.Reset(output);
        writer.WriteStartObject();
        return writer;
    }

    /// <summary>Writes a value by itself.</summary>
    public void WriteValue<T>(IBufferWriter<byte> output, JsonValueWriter<T> write, T value)
    {
        writer ??= new Utf8JsonWriter(output, Serialized.WriterOptions);
        writer.Reset(output);
        write(writer, value);
        writer.Flush();
    }

    public void End(IBufferWriter<byte> output)
    {
        writer!.WriteEndObject();
        writer.Flush();
        output.Write("\n"u8);
    }
}
