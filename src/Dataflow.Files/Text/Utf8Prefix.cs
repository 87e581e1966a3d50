using System.Buffers;
using System.Text;

namespace Dataflow.Files.Text;

/// <summary>Finds where bytes stop being UTF-8.</summary>
internal static class Utf8Prefix
{
    /// <summary>How many bytes from the start are UTF-8.</summary>
    public static int Measure(ReadOnlySpan<byte> bytes)
    {
        var length = 0;
        while (length < bytes.Length && Rune.DecodeFromUtf8(bytes[length..], out _, out var consumed) == OperationStatus.Done)
        {
            length += consumed;
        }

        return length;
    }
}
