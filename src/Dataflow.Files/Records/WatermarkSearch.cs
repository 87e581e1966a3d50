using Dataflow.Files.Bytes;

namespace Dataflow.Files.Records;

/// <summary>
/// Finds out whether a recording has <c>$watermark</c> records. Only lines that can be control records are read: those whose
/// first name begins with <c>$</c> or an escape. Faults are left for the reading itself to meet, at their place.
/// </summary>
internal static class WatermarkSearch
{
    /// <summary>Searches the files in order up to the first <c>$watermark</c> record; what it reads of standard input is held there.</summary>
    public static bool Finds(string[] files, RecordingFormat[] formats, RecordingOptions options, StandardInput standardInput)
    {
        for (var i = 0; i < files.Length; i++)
        {
            if (formats[i] == RecordingFormat.Csv)
            {
                continue;
            }

            try
            {
                if (Finds(files[i], options, standardInput))
                {
                    return true;
                }
            }
            catch (RecordingException)
            {
                // What follows a file that cannot be read is not reached by the reading either.
                return false;
            }
        }

        return false;
    }

    private static bool Finds(string file, RecordingOptions options, StandardInput standardInput)
    {
        if (file == StandardInput.Name)
        {
            return Finds(new ByteBlock(options.BlockSize, options.MaxBlockSize), standardInput);
        }

        using var input = FileBytes.Open(file);
        return Finds(new ByteBlock(options.BlockSize, options.MaxBlockSize), block => block.Accept(input.Read(block.Bytes, block.End, block.FreeLength)));
    }

    private static bool Finds(ByteBlock block, StandardInput standardInput)
    {
        var ahead = ReadOnlyMemory<byte>.Empty;
        return Finds(block, b =>
        {
            if (ahead.IsEmpty)
            {
                ahead = standardInput.ReadAhead();
            }

            var count = Math.Min(ahead.Length, b.FreeLength);
            ahead.Span[..count].CopyTo(b.Bytes.AsSpan(b.End));
            ahead = ahead[count..];
            b.Accept(count);
        });
    }

    private static bool Finds(ByteBlock block, Action<ByteBlock> fill)
    {
        var lines = new JsonCursor("", block, new Projection([], null, null));
        while (true)
        {
            if (lines.FindsWatermark())
            {
                return true;
            }

            if (block.IsComplete || !block.TryMakeRoom())
            {
                return false;
            }

            fill(block);
        }
    }
}
