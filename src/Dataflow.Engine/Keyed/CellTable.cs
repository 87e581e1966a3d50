using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dataflow.Engine.Hashing;
using Dataflow.Engine.Pooling;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// The cells of one window: an accumulator for each key, in the order in which the keys came. Open addressing over a dense
/// array of cells: an index of 4 bytes a slot, probed in line, and cells that a firing reads from front to back.
/// </summary>
internal sealed partial class CellTable<TKey, TAccumulator>
{
    private const int MinSlots = 16;

    private int[] slots = new int[MinSlots];
    private int shift = 32 - 4;
    private Cell[] cells = PooledArray<Cell>.Rent(MinSlots / 2);

    private bool isRetired;

    // Comparing references or strings costs more than comparing hashes, and growing should not hash them again.
    private int[]? hashes = typeof(TKey).IsValueType ? null : new int[MinSlots / 2];

    public int Count { get; private set; }

    /// <summary>Whether the memory of the table is in proportion to the cells that it holds.</summary>
    public bool IsWellFilled => cells.Length <= 1024 || Count >= cells.Length / 8;

    public Span<Cell> Cells => cells.AsSpan(0, Count);

    /// <summary>
    /// The index of the key's cell; the complement of it if the key is new, when its accumulator must be set before the next call.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int FindOrAdd(TKey key)
    {
        var hash = Keys.HashOf(key);
        var table = slots;
        var mask = table.Length - 1;
        var slot = SlotOf(hash, shift);
        while (true)
        {
            var index = table[slot] - 1;
            if (index < 0)
            {
                return ~Add(key, hash, slot);
            }

            if (IsKey(cells[index].Key, index, key, hash))
            {
                return index;
            }

            slot = (slot + 1) & mask;
        }
    }

    /// <summary>The index of the key's cell, or a negative number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(TKey key)
    {
        var hash = Keys.HashOf(key);
        for (var slot = SlotOf(hash, shift); ; slot = (slot + 1) & (slots.Length - 1))
        {
            var index = slots[slot] - 1;
            if (index < 0 || IsKey(cells[index].Key, index, key, hash))
            {
                return index;
            }
        }
    }

    /// <summary>Finds the cell of each key, or makes one, with an accumulator that is not set.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="found">Room for as many cells.</param>
    /// <param name="row">Also after a failure, how many were found.</param>
    public void FindOrAdd(ReadOnlySpan<TKey> keys, Span<int> found, ref int row)
    {
        for (FindKnown(keys, found, ref row); row < keys.Length; FindKnown(keys, found, ref row))
        {
            var index = FindOrAdd(keys[row]);
            found[row++] = index < 0 ? ~index : index;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref TAccumulator Accumulator(int index) => ref cells[index].Accumulator;

    public void Clear()
    {
        Retire();
        Begin();
    }

    /// <summary>Forgets all cells. It is to <see cref="Begin"/> before it takes others.</summary>
    public void Retire()
    {
        isRetired |= Count > 0;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<Cell>())
        {
            Array.Clear(cells, 0, Count);
        }

        Count = 0;
    }

    /// <summary>Makes it ready for cells. By the thread that is to use it, whose processor then has the slots at hand.</summary>
    public void Begin()
    {
        if (isRetired)
        {
            Array.Clear(slots);
            isRetired = false;
        }
    }

    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        var used = slots.Count(slot => slot != 0);
        Debug.Assert(used == Count, $"{used} slots are used for {Count} cells.");
        Debug.Assert(slots.Where(slot => slot != 0).Distinct().Count() == Count, "Two slots show the same cell.");
    }

    // Fibonacci hashing: the upper bits of a product depend on all bits of the hash.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SlotOf(int hash, int shift) => (int)((uint)(hash * -1640531535) >> shift);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsKey(TKey other, int index, TKey key, int hash) =>
        typeof(TKey).IsValueType
            ? Keys.AreEqual(other, key)
            : hashes![index] == hash && Keys.AreEqual(other, key);

    /// <summary>Finds the cell of each key, from a row on, up to the first that has none.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="found">Room for as many cells.</param>
    /// <param name="row">The first to find; behind it, also after a failure, how many were found.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void FindKnown(ReadOnlySpan<TKey> keys, Span<int> found, ref int row)
    {
        var (table, all, shifted) = (slots, cells, shift);
        found = found[..keys.Length];
        for (var i = row; (uint)i < (uint)keys.Length; i++)
        {
            row = i;
            var key = keys[i];
            var hash = Keys.HashOf(key);
            for (var slot = SlotOf(hash, shifted); ; slot++)
            {
                var index = table[slot & (table.Length - 1)] - 1;
                if (index < 0)
                {
                    return;
                }

                if (IsKey(all[index].Key, index, key, hash))
                {
                    found[i] = index;
                    break;
                }
            }
        }

        row = keys.Length;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Add(TKey key, int hash, int slot)
    {
        var index = Count;
        if (index == cells.Length)
        {
            Grow();
            slot = FreeSlot(hash);
        }

        slots[slot] = index + 1;
        cells[index].Key = key;
        if (hashes is not null)
        {
            hashes[index] = hash;
        }

        Count = index + 1;
        return index;
    }

    /// <summary>Gives its memory up. It is not used again.</summary>
    public void LetGo()
    {
        Retire();
        PooledArray<int>.Return(slots);
        PooledArray<Cell>.Return(cells);
        if (hashes is not null)
        {
            PooledArray<int>.Return(hashes);
        }

        (slots, cells, hashes) = ([], [], hashes is null ? null : []);
    }

    private int FreeSlot(int hash)
    {
        var slot = SlotOf(hash, shift);
        while (slots[slot] != 0)
        {
            slot = (slot + 1) & (slots.Length - 1);
        }

        return slot;
    }

    // A cell array holds half as many cells as there are slots, so that probes stay short.
    private void Grow()
    {
        var capacity = cells.Length * 2;
        PooledArray<Cell>.Grow(ref cells, capacity, Count);
        if (hashes is not null)
        {
            PooledArray<int>.Grow(ref hashes, capacity, Count);
        }

        PooledArray<int>.Grow(ref slots, capacity * 2, used: 0);
        Array.Clear(slots);
        shift--;

        for (var index = 0; index < Count; index++)
        {
            var hash = hashes is not null ? hashes[index] : Keys.HashOf(cells[index].Key);
            slots[FreeSlot(hash)] = index + 1;
        }
    }

    /// <summary>A key and what its window holds of it.</summary>
    internal struct Cell
    {
        public TKey Key;
        public TAccumulator Accumulator;
    }
}
