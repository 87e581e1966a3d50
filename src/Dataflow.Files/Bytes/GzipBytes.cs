using System.IO.Compression;

namespace Dataflow.Files.Bytes;

/// <summary>
/// Unpacks gzip of one or more members, and tells data that were cut short from data that end. The platform's stream does not:
/// to it both are an end. So when the data end, a small member of known content is appended. It comes out whole, and nothing
/// with it, exactly when the member before it was complete.
/// </summary>
internal sealed class GzipBytes : IDisposable
{
    public const string CutShort = "the gzip data are cut short";

    private static readonly byte[] ProbeContent = "2c1b7f6e-end of the gzip members-9d40"u8.ToArray();
    private static readonly byte[] Probe = Packed(ProbeContent);

    private readonly TailedStream packed;
    private readonly GZipStream unpacked;
    private bool isComplete;

    public GzipBytes(Stream stream)
    {
        packed = new TailedStream(stream);
        unpacked = new GZipStream(packed, CompressionMode.Decompress);
    }

    /// <summary>Reads some bytes; 0 at the end.</summary>
    /// <exception cref="InvalidDataException">The data are damaged or, with the message <see cref="CutShort"/>, cut short.</exception>
    public int Read(byte[] buffer, int offset, int count)
    {
        if (isComplete)
        {
            return 0;
        }

        var read = unpacked.Read(buffer, offset, count);
        if (read == 0 && count > 0)
        {
            CheckEnd();
            isComplete = true;
        }

        return read;
    }

    public void Dispose() => unpacked.Dispose();

    private static byte[] Packed(byte[] content)
    {
        var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.NoCompression))
        {
            gzip.Write(content);
        }

        return memory.ToArray();
    }

    private void CheckEnd()
    {
        packed.Tail = Probe;
        var content = new byte[ProbeContent.Length + 1];
        var length = 0;
        try
        {
            int read;
            while (length < content.Length && (read = unpacked.Read(content, length, content.Length - length)) > 0)
            {
                length += read;
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(CutShort, e);
        }

        if (!content.AsSpan(0, length).SequenceEqual(ProbeContent))
        {
            throw new InvalidDataException(CutShort);
        }
    }

    /// <summary>A stream that goes on with <see cref="Tail"/> after its end.</summary>
    private sealed class TailedStream(Stream inner) : Stream
    {
        private int read;

        public byte[] Tail { get; set; } = [];

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(Span<byte> buffer)
        {
            if (Tail.Length == 0)
            {
                return inner.Read(buffer);
            }

            var count = Math.Min(buffer.Length, Tail.Length - read);
            Tail.AsSpan(read, count).CopyTo(buffer);
            read += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
