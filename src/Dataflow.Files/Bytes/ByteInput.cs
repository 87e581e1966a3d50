namespace Dataflow.Files.Bytes;

/// <summary>The bytes of one file, unpacked.</summary>
internal abstract class ByteInput(string name) : IDisposable
{
    /// <summary>The file as the caller named it.</summary>
    public string Name { get; } = name;

    /// <summary>Whether reading never waits for someone to write.</summary>
    public abstract bool IsAtHand { get; }

    /// <summary>How many bytes of the file, as it is on disk, have been read.</summary>
    public abstract long BytesRead { get; }

    /// <summary>Reads some bytes; 0 at the end.</summary>
    /// <exception cref="RecordingException">The file cannot be read on.</exception>
    public abstract int Read(byte[] buffer, int offset, int count);

    public abstract void Dispose();
}
