using System.Runtime.CompilerServices;

namespace Dataflow.Benchmarks.Tables;

/// <summary>
/// The cells of integer keys: open addressing with the entries in line, a power of two of them, Fibonacci hashing, linear probes.
/// </summary>
/// <remarks>
/// At most half of a small table is used, and three quarters of a large one: where the cache holds it probes cost most, and elsewhere memory does. Both
/// were measured.
/// </remarks>
internal sealed class KeyTable<TCell>
    where TCell : struct
{
    private const int FirstBits = 4;
    private const int LargeLength = 1 << 17;
    private const ulong IsUsed = 1UL << 32;

    /// <summary>The start of the window whose cells these are, where a table is for a window.</summary>
    public long Start { get; set; }

    /// <summary>How many keys there are.</summary>
    public int Count { get; private set; }

    /// <summary>The entries; replaced when the table grows.</summary>
    public Entry[] Entries { get; private set; } = new Entry[1 << FirstBits];

    public int Shift { get; private set; } = 32 - FirstBits;

    /// <summary>The key and a bit above it, so that one comparison says whether an entry is used and the key's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong TagOf(int key) => IsUsed | (uint)key;

    /// <summary>The slot at which the probe for a tag begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SlotOf(ulong tag, int shift) => (int)(((uint)tag * 2654435769u) >> shift);

    /// <summary>The cell of a key wherever it stands; a new one is all zeros. It is valid until a key is added or removed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ref TCell FindOrAdd(ulong tag)
    {
        ref var entry = ref Find(tag);
        if (entry.Tag == 0)
        {
            if (Count >= Entries.Length / 4 * (Entries.Length < LargeLength ? 2 : 3))
            {
                Grow();
                entry = ref Find(tag);
            }

            Count++;
            entry.Tag = tag;
        }

        return ref entry.Cell;
    }

    /// <summary>The entry of a key; a free one, with the tag 0, if it is not there.</summary>
    public ref Entry Find(ulong tag)
    {
        var entries = Entries;
        var slot = SlotOf(tag, Shift);
        while (entries[slot].Tag != tag && entries[slot].Tag != 0)
        {
            slot = (slot + 1) & (entries.Length - 1);
        }

        return ref entries[slot];
    }

    /// <summary>Removes a key that is there, and moves those behind it up, so that no probe ends before its key.</summary>
    public void Remove(ulong tag)
    {
        var entries = Entries;
        var mask = entries.Length - 1;
        var free = SlotOf(tag, Shift);
        while (entries[free].Tag != tag)
        {
            free = (free + 1) & mask;
        }

        for (var slot = (free + 1) & mask; entries[slot].Tag != 0; slot = (slot + 1) & mask)
        {
            // One whose probe begins behind the free slot would not be found in it.
            var home = SlotOf(entries[slot].Tag, Shift);
            if (((slot - home) & mask) >= ((slot - free) & mask))
            {
                entries[free] = entries[slot];
                free = slot;
            }
        }

        entries[free] = default;
        Count--;
    }

    public void Clear()
    {
        Array.Clear(Entries);
        Count = 0;
    }

    private void Grow()
    {
        var old = Entries;
        Entries = new Entry[old.Length * 2];
        Shift--;
        foreach (ref readonly var entry in old.AsSpan())
        {
            if (entry.Tag != 0)
            {
                Find(entry.Tag) = entry;
            }
        }
    }

    /// <summary>A key's tag, 0 if the entry is free, and its cell.</summary>
    internal struct Entry
    {
        public ulong Tag;
        public TCell Cell;

        /// <summary>The key of an entry that is used.</summary>
        public readonly int Key => (int)Tag;
    }
}
