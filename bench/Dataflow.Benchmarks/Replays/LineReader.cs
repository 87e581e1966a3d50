using Microsoft.Win32.SafeHandles;

namespace Dataflow.Benchmarks.Replays;

/// <summary>The lines of a file, in place, out of one large buffer.</summary>
internal sealed class LineReader(string path) : IDisposable
{
    private readonly SafeFileHandle file = File.OpenHandle(path, options: FileOptions.SequentialScan);
    private byte[] buffer = new byte[1 << 18];
    private int next;
    private int end;
    private long position;

    /// <summary>Gives the next line without its end; it is valid until the next call.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        while (true)
        {
            var rest = buffer.AsSpan(next, end - next);
            var length = rest.IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = rest[..length];
                next += length + 1;
                return true;
            }

            if (!Fill())
            {
                line = rest;
                next = end;
                return rest.Length > 0;
            }
        }
    }

    public void Dispose() => file.Dispose();

    private bool Fill()
    {
        buffer.AsSpan(next, end - next).CopyTo(buffer);
        (next, end) = (0, end - next);
        if (end == buffer.Length)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = RandomAccess.Read(file, buffer.AsSpan(end), position);
        position += read;
        end += read;
        return read > 0;
    }
}
