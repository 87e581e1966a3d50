using System.Runtime.InteropServices;

namespace Dataflow.Cli;

/// <summary>
/// Standard output that says when nobody reads it any more. The framework's own stream swallows that, and <c>| head</c> would leave the
/// command running for nobody.
/// </summary>
internal sealed class StandardOutput : Stream
{
    private const int Interrupted = 4;
    private const int TryAgain = 11;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static Stream Open() => OperatingSystem.IsWindows() ? Console.OpenStandardOutput() : new StandardOutput();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var written = (int)NativeMethods.Write(1, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written >= 0)
            {
                buffer = buffer[written..];
                continue;
            }

            var fault = Marshal.GetLastPInvokeError();
            switch (fault)
            {
                case Interrupted:
                    break;
                case TryAgain:
                    Thread.Yield();
                    break;
                case OutputClosedException.BrokenPipe:
                    throw new OutputClosedException();
                default:
                    throw new IOException($"Standard output cannot be written: {Marshal.GetPInvokeErrorMessage(fault)}.");
            }
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "write", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
        public static extern nint Write(int file, ref byte bytes, nint count);
    }
}
