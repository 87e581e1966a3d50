using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Dataflow.Files.Text;

/// <summary>
/// Finds what was made of a spelling before. It is bounded: beyond its capacity spellings push each other out. A spelling is 32 bytes, all of it if it is
/// short; of a long one it is a fingerprint, and the text beside it decides.
/// </summary>
/// <remarks>
/// A lookup reads one place of an index of 4 bytes a slot, and 32 bytes of a dense array. Records have their keys in no order, so what counts is how few
/// lines of memory a lookup needs, and how many spellings the processor's caches hold.
/// </remarks>
internal sealed class SpellingTable<T>
    where T : class
{
    /// <summary>How many slots are probed: a spelling that finds them all taken pushes another out.</summary>
    public const int ProbeLength = 8;

    private const int InitialSize = 256;

    private const int GroupLength = 64;

    private readonly int maxSize;
    private readonly int[] indexes = new int[GroupLength];
    private int[] slots;
    private Vector256<byte>[] spellings;
    private T[] values;

    // The texts of long spellings; most tables have none.
    private byte[]?[]? texts;
    private int count;

    /// <summary>Makes an empty table.</summary>
    /// <param name="capacity">How many spellings it holds at most, rounded up to a power of two and at least 8.</param>
    public SpellingTable(int capacity)
    {
        maxSize = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(capacity, ProbeLength));
        Renew(Math.Min(maxSize, InitialSize));
    }

    /// <summary>What was added for a spelling; null if there is nothing.</summary>
    /// <param name="spelling">A short spelling, or the fingerprint of a long one.</param>
    /// <param name="text">The long spelling; empty for a short one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T? Find(in Vector256<byte> spelling, ReadOnlySpan<byte> text)
    {
        var table = slots;
        var slot = HashOf(spelling);
        for (var probe = 0; probe < ProbeLength; probe++)
        {
            var index = table[(int)(slot + (uint)probe) & (table.Length - 1)] - 1;
            if (index < 0)
            {
                return null;
            }

            if (spellings[index] == spelling && (text.IsEmpty || text.SequenceEqual(texts![index])))
            {
                return values[index];
            }
        }

        return null;
    }

    /// <summary>
    /// As <see cref="Find"/> of short spellings, for many: the processor waits for the memory of all of them at once, as no lookup hangs on the one before.
    /// </summary>
    public void FindAll(ReadOnlySpan<Vector256<byte>> wanted, Span<T?> found)
    {
        var (table, known, made) = (slots, spellings, values);
        for (; !wanted.IsEmpty; wanted = wanted[GroupLength..], found = found[GroupLength..])
        {
            var count = Math.Min(wanted.Length, GroupLength);
            var places = indexes.AsSpan(0, count);
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = table[(int)HashOf(wanted[i]) & (table.Length - 1)] - 1;
            }

            for (var i = 0; i < places.Length; i++)
            {
                var index = places[i];
                found[i] = index >= 0 && known[index] == wanted[i] ? made[index] : Find(wanted[i], []);
            }

            if (count < GroupLength)
            {
                break;
            }
        }
    }

    /// <summary>Adds what was made of a spelling that is not in the table.</summary>
    public void Add(in Vector256<byte> spelling, ReadOnlySpan<byte> text, T value)
    {
        if (count >= slots.Length / 2 && slots.Length < maxSize)
        {
            Grow();
        }

        Insert(spelling, text.IsEmpty ? null : text.ToArray(), value);
    }

    private void Insert(in Vector256<byte> spelling, byte[]? text, T value)
    {
        var mask = slots.Length - 1;
        var first = (int)HashOf(spelling) & mask;
        var slot = first;
        for (var probe = 1; probe < ProbeLength && slots[slot] != 0; probe++)
        {
            slot = (first + probe) & mask;
        }

        slot = slots[slot] == 0 ? slot : first;
        if (slots[slot] == 0)
        {
            slots[slot] = ++count;
        }

        var index = slots[slot] - 1;
        (spellings[index], values[index]) = (spelling, value);
        if (text is not null || texts is not null)
        {
            texts ??= new byte[]?[values.Length];
            texts[index] = text;
        }
    }

    private void Grow()
    {
        var (oldSpellings, oldValues, oldTexts, oldCount) = (spellings, values, texts, count);
        Renew(slots.Length * 2);
        for (var index = 0; index < oldCount; index++)
        {
            Insert(oldSpellings[index], oldTexts?[index], oldValues[index]);
        }

        Debug.Assert(count <= oldCount, "Nothing comes twice.");
    }

    [MemberNotNull(nameof(slots), nameof(spellings), nameof(values))]
    private void Renew(int size)
    {
        // Half of the slots are free, but for those of the largest table.
        var dense = size < maxSize ? size / 2 : size;
        (slots, spellings, values, texts, count) = (new int[size], new Vector256<byte>[dense], new T[dense], null, 0);
    }

    // A checksum is an instruction for each eight bytes, and spreads texts that differ little. Texts that are chosen to collide push each other out, no more.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint HashOf(in Vector256<byte> spelling)
    {
        var parts = spelling.AsUInt64();
        var hash = BitOperations.Crc32C(BitOperations.Crc32C(0, parts[0]), parts[1]);
        return BitOperations.Crc32C(BitOperations.Crc32C(hash, parts[2]), parts[3]);
    }
}
