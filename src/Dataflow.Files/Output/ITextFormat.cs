using System.Buffers;

namespace Dataflow.Files.Output;

/// <summary>Writes elements as lines of UTF-8.</summary>
internal interface ITextFormat<T>
{
    /// <summary>Writes what stands before the first element.</summary>
    void Begin(IBufferWriter<byte> output);

    /// <summary>Writes an element with the line break behind it.</summary>
    void Write(in WindowedValue<T> element, ArrayBufferWriter<byte> output);

    /// <summary>What the format is called in <c>Explain</c>.</summary>
    string Name { get; }
}
