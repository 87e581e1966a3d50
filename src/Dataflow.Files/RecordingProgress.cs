namespace Dataflow.Files;

/// <summary>
/// How far the reading of a recording has come. It may be read from any thread while another one reads the recording; the
/// counts are brought up to date at least once a block. They begin anew whenever the recording is opened, so after a
/// run that reads ahead they tell of the last pass.
/// </summary>
public sealed class RecordingProgress
{
    private long records;
    private long skipped;
    private long bytesRead;
    private long totalBytes = -1;
    private int passes;
    private volatile string? currentFile;

    /// <summary>The events delivered. Control records and skipped records do not count.</summary>
    public long Records
    {
        get => Volatile.Read(ref records);
        internal set => Volatile.Write(ref records, value);
    }

    /// <summary>The records left out because they could not be read.</summary>
    public long Skipped
    {
        get => Volatile.Read(ref skipped);
        internal set => Volatile.Write(ref skipped, value);
    }

    /// <summary>The bytes read so far from all files, as they are on disk: compressed ones count before they are unpacked.</summary>
    public long BytesRead
    {
        get => Volatile.Read(ref bytesRead);
        internal set => Volatile.Write(ref bytesRead, value);
    }

    /// <summary>The length of all files together; null if it is not known, as for standard input.</summary>
    public long? TotalBytes
    {
        get => Volatile.Read(ref totalBytes) is >= 0 and var total ? total : null;
        internal set => Volatile.Write(ref totalBytes, value ?? -1);
    }

    /// <summary>How often the recording has been opened: 2 in the second pass of a run that reads ahead.</summary>
    public int Passes
    {
        get => Volatile.Read(ref passes);
        internal set => Volatile.Write(ref passes, value);
    }

    /// <summary>The file being read, as the caller named it; null before the first.</summary>
    public string? CurrentFile
    {
        get => currentFile;
        internal set => currentFile = value;
    }
}
