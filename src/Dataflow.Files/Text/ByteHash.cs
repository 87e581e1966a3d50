using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Dataflow.Files.Text;

/// <summary>A hash of bytes that is the same in every process: keys come out in the same order each time.</summary>
internal static class ByteHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(ReadOnlySpan<byte> bytes, ulong seed = 0)
    {
        var state = Mix(seed ^ ((ulong)bytes.Length << 32));
        while (bytes.Length >= 8)
        {
            state = Mix(state ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        var last = 0UL;
        for (var i = 0; i < bytes.Length; i++)
        {
            last = last << 8 | bytes[i];
        }

        state = Mix(state ^ last);
        return (uint)(state ^ (state >> 32));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong value)
    {
        var high = Math.BigMul(value ^ 0xD6E8FEB86659FD93, Multiplier, out var low);
        return high ^ low;
    }
}
