using Dataflow.Files.Bytes;

namespace Dataflow.Files.Records;

/// <summary>Opens the files of a recording one after another, over the same block.</summary>
internal sealed class InputSequence(
    string[] files, RecordingFormat[] formats, RecordingOptions options, StandardInput standardInput, Projection projection) : IDisposable
{
    private int next;
    private long bytesBefore;

    public ByteBlock Block { get; } = new(options.BlockSize, options.MaxBlockSize);

    /// <summary>The file being read; null before the first and after the last.</summary>
    public ByteInput? Current { get; private set; }

    /// <summary>The records of <see cref="Current"/>.</summary>
    public RecordCursor? Records { get; private set; }

    public long BytesRead => bytesBefore + (Current?.BytesRead ?? 0);

    /// <summary>The length of all files; null if one is not known.</summary>
    public long? TotalBytes
    {
        get
        {
            var total = 0L;
            foreach (var file in files)
            {
                if (file == StandardInput.Name || FileBytes.LengthOf(file) is not { } length)
                {
                    return null;
                }

                total += length;
            }

            return total;
        }
    }

    /// <summary>Opens the next file. False after the last.</summary>
    /// <exception cref="RecordingException">The file cannot be opened.</exception>
    public bool MoveNext()
    {
        Close();
        if (next == files.Length)
        {
            return false;
        }

        var file = files[next];
        Current = file == StandardInput.Name ? standardInput.Take() : FileBytes.Open(file);
        Block.Restart();
        Records = formats[next] == RecordingFormat.Csv
            ? new CsvCursor(file, Block, projection)
            : new JsonCursor(file, Block, projection);
        next++;
        return true;
    }

    public void Dispose() => Close();

    private void Close()
    {
        bytesBefore = BytesRead;
        Current?.Dispose();
        (Current, Records) = (null, null);
    }
}
