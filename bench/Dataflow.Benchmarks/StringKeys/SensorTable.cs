using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dataflow.Benchmarks.StringKeys;

/// <summary>
/// The sums of string keys: a dense array of cells, and an index of open addressing over it that has a part of the hash beside the cell's number, so that
/// few strings are compared that differ. Small, as what is hot here are the strings too.
/// </summary>
internal sealed class SensorTable
{
    private const int FirstLength = 2048;

    /// <summary>The bits of an index entry that hold the cell's number, counted from 1; those above are of the hash.</summary>
    private const uint NumberMask = (1u << 24) - 1;

    private int count;

    public long Start { get; set; }

    /// <summary>The index; replaced when the table grows. 0 is free.</summary>
    public uint[] Index { get; private set; } = new uint[FirstLength];

    /// <summary>The cells; replaced when the table grows.</summary>
    public Cell[] Cells { get; private set; } = new Cell[FirstLength / 2];

    public ReadOnlySpan<Cell> Used => Cells.AsSpan(0, count);

    /// <summary>
    /// Mixes eight bytes at a time. Unlike the string's own hash it can be forged, which matters to a table that strangers fill.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint HashOf(string key)
    {
        var bytes = MemoryMarshal.AsBytes(key.AsSpan());
        var hash = (ulong)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        if (bytes.Length > 0)
        {
            hash = Mix(hash ^ Rest(bytes));
        }

        return (uint)hash;
    }

    /// <summary>Which cell an index entry stands for, if it is of this hash; a number beyond all cells if not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint NumberIn(uint entry, uint hash) => (entry ^ (hash & ~NumberMask)) - 1;

    /// <summary>The sum of a key wherever it stands; made if it is new.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ref long FindOrAdd(string key, uint hash)
    {
        var slot = SlotFor(key, hash);
        if (Index[slot] == 0)
        {
            if (count == Cells.Length)
            {
                Grow();
                slot = SlotFor(key, hash);
            }

            Cells[count].Key = key;
            Index[slot] = (hash & ~NumberMask) | (uint)++count;
        }

        return ref Cells[(Index[slot] & NumberMask) - 1].Sum;
    }

    public void Clear()
    {
        Array.Clear(Index);
        Array.Clear(Cells, 0, count);
        count = 0;
    }

    // A product of 128 bits, folded: each bit of the input may change each of the hash.
    private static ulong Mix(ulong x)
    {
        var high = Math.BigMul(x ^ 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, out var low);
        return high ^ low;
    }

    // One to three characters.
    private static ulong Rest(ReadOnlySpan<byte> bytes)
    {
        var rest = 0UL;
        foreach (var character in MemoryMarshal.Cast<byte, char>(bytes))
        {
            rest = (rest << 16) | character;
        }

        return rest;
    }

    private int SlotFor(string key, uint hash)
    {
        var slot = (int)hash & (Index.Length - 1);
        while (Index[slot] is var entry and not 0 && !(NumberIn(entry, hash) is var number && number < (uint)count && Cells[number].Key == key))
        {
            slot = (slot + 1) & (Index.Length - 1);
        }

        return slot;
    }

    private void Grow()
    {
        if (Cells.Length * 2 > NumberMask)
        {
            throw new InvalidOperationException($"A table of string keys takes {NumberMask} keys at most.");
        }

        Index = new uint[Index.Length * 2];
        Cells = [.. Cells, .. new Cell[Cells.Length]];
        for (var cell = 0; cell < count; cell++)
        {
            var hash = HashOf(Cells[cell].Key);
            Index[SlotFor(Cells[cell].Key, hash)] = (hash & ~NumberMask) | ((uint)cell + 1);
        }
    }

    /// <summary>A key and its sum.</summary>
    internal struct Cell
    {
        public string Key;
        public long Sum;
    }
}
