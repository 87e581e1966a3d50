namespace Dataflow.Files.Bytes;

/// <summary>A stream that counts what is read from it, and whose first bytes can be looked at before.</summary>
internal sealed class CountedStream(Stream inner) : Stream
{
    private readonly byte[] first = new byte[2];
    private int firstLength = -1;
    private int firstRead;

    /// <summary>How many bytes have been read.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the stream turned out to hold nothing.</summary>
    public bool IsEmpty => firstLength == 0;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether the stream starts with the magic number of gzip.</summary>
    public bool StartsWithGzip()
    {
        firstLength = inner.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        return first is [0x1F, 0x8B];
    }

    public override int Read(Span<byte> buffer)
    {
        int count;
        if (firstRead < firstLength)
        {
            count = Math.Min(buffer.Length, firstLength - firstRead);
            first.AsSpan(firstRead, count).CopyTo(buffer);
            firstRead += count;
        }
        else
        {
            count = inner.Read(buffer);
        }

        Count += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
