namespace Dataflow.Files.Bytes;

/// <summary>A file on disk, unpacked if it is gzip by its name or by its first bytes.</summary>
internal sealed class FileBytes : ByteInput
{
    private const int Buffered = 64 * 1024;

    private readonly CountedStream file;
    private readonly GzipBytes? gzip;

    private FileBytes(string path, CountedStream file, GzipBytes? gzip)
        : base(path) => (this.file, this.gzip) = (file, gzip);

    public override bool IsAtHand => true;

    public override long BytesRead => file.Count;

    /// <summary>Opens a file.</summary>
    /// <exception cref="RecordingException">It is missing, cannot be read, or is not gzip though its name says so.</exception>
    public static FileBytes Open(string path)
    {
        var file = new CountedStream(Opened(path));
        try
        {
            var isGzip = file.StartsWithGzip();
            if (!isGzip && path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                throw new RecordingException(path, file.IsEmpty ? GzipBytes.CutShort : "the file is not gzip, though its name says so");
            }

            return new FileBytes(path, file, isGzip ? new GzipBytes(file) : null);
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is RecordingException)
            {
                throw;
            }

            throw Fault(path, e);
        }
    }

    /// <summary>The length of a file on disk, null if it has none or is not there.</summary>
    public static long? LengthOf(string path)
    {
        try
        {
            var info = new FileInfo(path);
            return info.Exists && (info.Attributes & FileAttributes.Device) == 0 ? info.Length : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return gzip?.Read(buffer, offset, count) ?? file.Read(buffer, offset, count);
        }
        catch (InvalidDataException e)
        {
            throw new RecordingException(Name, e.Message == GzipBytes.CutShort ? e.Message : "the gzip data are damaged", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(Name, e);
        }
    }

    public override void Dispose()
    {
        gzip?.Dispose();
        file.Dispose();
    }

    private static FileStream Opened(string path)
    {
        try
        {
            // The block is the buffer: the stream needs none. Others may go on writing to a recording.
            return new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Access = FileAccess.Read,
                Share = FileShare.ReadWrite | FileShare.Delete,
                BufferSize = 0,
                Options = FileOptions.SequentialScan,
            });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw Fault(path, e);
        }
    }

    private static RecordingException Fault(string path, Exception e) => new(
        path,
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException => "no such file",
            UnauthorizedAccessException when Directory.Exists(path) => "this is a directory",
            UnauthorizedAccessException => "access denied",
            _ => $"the file cannot be read: {e.Message}",
        },
        e);
}
