namespace Dataflow.Files.Output;

/// <summary>A file whose old content stays until something is written or flushed.</summary>
internal sealed class OutputFile(string path) : Stream
{
    private readonly FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
    private bool isRenewed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
        Renew();
        file.Flush();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Renew();
        file.Write(buffer);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Renew()
    {
        // A pipe or a device has no content to take away.
        if (!isRenewed && file.CanSeek)
        {
            file.SetLength(0);
        }

        isRenewed = true;
    }
}
