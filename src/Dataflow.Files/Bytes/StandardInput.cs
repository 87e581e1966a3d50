namespace Dataflow.Files.Bytes;

/// <summary>Standard input, which can be read once.</summary>
internal sealed class StandardInput(Func<Stream> open)
{
    /// <summary>How callers name it.</summary>
    public const string Name = "-";

    private readonly Lock gate = new();
    private Stream? stream;
    private bool isEnded;
    private bool isTaken;

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

    private sealed class Input(StandardInput source) : ByteInput(StandardInput.Name)
    {
        private long bytesRead;

        public override bool IsAtHand => source.isEnded;

        public override long BytesRead => bytesRead;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = source.ReadStream(buffer, offset, count);
            bytesRead += read;
            return read;
        }

        // A read may be under way on another thread and cannot be called off; the process owns standard input.
        public override void Dispose()
        {
        }
    }
}
