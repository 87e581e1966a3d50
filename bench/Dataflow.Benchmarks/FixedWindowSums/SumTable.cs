using System.Runtime.CompilerServices;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>
/// The sums of one window: open addressing with the entries in line, a power of two of them, at most half of them used,
/// Fibonacci hashing, linear probes.
/// </summary>
internal sealed class SumTable
{
    private const ulong IsUsed = 1UL << 32;

    private int count;

    public long Start { get; set; }

    /// <summary>The entries; replaced when the table grows.</summary>
    public Entry[] Entries { get; private set; } = new Entry[1024];

    public int Shift { get; private set; } = 32 - 10;

    /// <summary>The key and a bit above it, so that one comparison says whether an entry is used and the key's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong TagOf(int key) => IsUsed | (uint)key;

    /// <summary>The slot at which the probe for a tag begins.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SlotOf(ulong tag, int shift) => (int)(((uint)tag * 2654435769u) >> shift);

    /// <summary>Adds to the sum of a key wherever it stands; makes it if it is new.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Add(ulong tag, long value)
    {
        ref var entry = ref Find(tag);
        if (entry.Tag == 0)
        {
            if (count >= Entries.Length / 2)
            {
                Grow();
                entry = ref Find(tag);
            }

            count++;
            entry.Tag = tag;
        }

        entry.Sum = checked(entry.Sum + value);
    }

    /// <summary>Emits the sums and empties the table.</summary>
    public void Flush(Action<WindowSum> emit)
    {
        foreach (ref var entry in Entries.AsSpan())
        {
            if (entry.Tag != 0)
            {
                emit(new WindowSum(Start, (int)entry.Tag, entry.Sum));
                entry = default;
            }
        }

        count = 0;
    }

    private ref Entry Find(ulong tag)
    {
        var entries = Entries;
        var slot = SlotOf(tag, Shift);
        while (entries[slot].Tag != tag && entries[slot].Tag != 0)
        {
            slot = (slot + 1) & (entries.Length - 1);
        }

        return ref entries[slot];
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

    /// <summary>A key's tag, 0 if the entry is free, and its sum.</summary>
    internal struct Entry
    {
        public ulong Tag;
        public long Sum;
    }
}
