namespace Dataflow.Files.Bytes;

/// <summary>
/// Standard input, which can be read once. What was read ahead to learn about the recording is held and comes first; the
/// memory is let go as it is read.
/// </summary>
internal sealed class StandardInput(Func<Stream> open)
{
    /// <summary>How callers name it.</summary>
    public const string Name = "-";

    private const int ChunkSize = 64 * 1024;

    private readonly Queue<ArraySegment<byte>> ahead = new();
    private readonly Lock gate = new();
    private Stream? stream;
    private bool isEnded;
    private bool isTaken;
    private int read;

    /// <summary>Reads a chunk ahead and holds it; empty at the end.</summary>
    public ReadOnlyMemory<byte> ReadAhead()
    {
        var chunk = new byte[ChunkSize];
        var count = ReadStream(chunk, 0, chunk.Length);
        if (count > 0)
        {
            ahead.Enqueue(new ArraySegment<byte>(chunk, 0, count));
        }

        return chunk.AsMemory(0, count);
    }

    /// <summary>Hands the input to its one reader.</summary>
    /// <exception cref="InvalidOperationException">It has been handed out before.</exception>
    public ByteInput Take()
    {
        lock (gate)
        {
            if (isTaken)
            {
                throw new InvalidOperationException("Standard input can be read only once.");
            }

            isTaken = true;
            return new Input(this);
        }
    }

    private int ReadStream(byte[] buffer, int offset, int count)
    {
        if (isEnded)
        {
            return 0;
        }

        try
        {
            stream ??= open();
            var length = stream.Read(buffer, offset, count);
            isEnded = length == 0;
            return length;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordingException(Name, $"standard input cannot be read: {e.Message}", e);
        }
    }

    private int Read(byte[] buffer, int offset, int count)
    {
        if (!ahead.TryPeek(out var chunk))
        {
            return ReadStream(buffer, offset, count);
        }

        count = Math.Min(count, chunk.Count - read);
        chunk.AsSpan(read, count).CopyTo(buffer.AsSpan(offset));
        read += count;
        if (read == chunk.Count)
        {
            ahead.Dequeue();
            read = 0;
        }

        return count;
    }

    private sealed class Input(StandardInput source) : ByteInput(StandardInput.Name)
    {
        private long bytesRead;

        public override bool IsAtHand => source.ahead.Count > 0 || source.isEnded;

        public override long BytesRead => bytesRead;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = source.Read(buffer, offset, count);
            bytesRead += read;
            return read;
        }

        // A read may be under way on another thread and cannot be called off; the process owns standard input.
        public override void Dispose()
        {
        }
    }
}
