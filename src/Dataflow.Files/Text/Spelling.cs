using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dataflow.Files.Text;

/// <summary>Spellings of 32 bytes, as a <see cref="SpellingTable{T}"/> has them: a short text with its length and kind behind it, or a fingerprint of a long one.</summary>
internal static class Spelling
{
    /// <summary>The most bytes that a short text has.</summary>
    public const int MaxLength = 30;

    private const byte LongKind = 0xFF;

    /// <summary>The spelling of a short text: no other text, and no text of another kind, has it.</summary>
    /// <param name="bytes">The text, and whatever is behind it.</param>
    /// <param name="length">How long the text is, <see cref="MaxLength"/> at most.</param>
    /// <param name="kind">A kind, less than 255.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Of(Vector256<byte> bytes, int length, byte kind)
    {
        var isText = Vector256.GreaterThan(Vector256.Create((sbyte)length), Vector256<sbyte>.Indices).AsByte();
        var last = (ulong)length << 48 | (ulong)kind << 56;
        return (bytes & isText) | Vector256.Create(0, 0, 0, last).AsByte();
    }

    /// <summary>The length of a short text.</summary>
    public static int LengthOf(in Vector256<byte> spelling) => spelling[30];

    /// <summary>The kind of a short text.</summary>
    public static byte KindOf(in Vector256<byte> spelling) => spelling[31];

    /// <summary>A fingerprint of a long text: others may have the same, but no short text.</summary>
    public static Vector256<byte> OfLong(ReadOnlySpan<byte> text)
    {
        Span<byte> bytes = stackalloc byte[Vector256<byte>.Count];
        bytes.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, ByteHash.Of(text));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], text.Length);
        bytes[^1] = LongKind;
        return Vector256.Create<byte>(bytes);
    }
}
