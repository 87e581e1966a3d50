using System.Runtime.CompilerServices;

namespace Dataflow.Benchmarks.Growth;

/// <summary>Sums by the place of a window and a key: open addressing with the entries in line, half of them used at most.</summary>
internal sealed class WindowKeyTable
{
    private const int FirstBits = 4;

    private int count;

    /// <summary>The entries; replaced when the table grows.</summary>
    public Entry[] Entries { get; private set; } = new Entry[1 << FirstBits];

    public int Shift { get; private set; } = 32 - FirstBits;

    /// <summary>The key and, above it, the place and one: none is 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong TagOf(int place, int key) => ((ulong)(uint)(place + 1) << 32) | (uint)key;

    /// <summary>The slot at which the probe for a tag begins. Keys and places that count up hardly meet.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SlotOf(ulong tag, int shift) => (int)((((uint)tag + ((uint)(tag >> 32) * 0x63D2E491u)) * 2654435769u) >> shift);

    /// <summary>The sum of a tag wherever it stands, 0 if it is new. It is valid until the next call.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public ref long FindOrAdd(ulong tag, out bool isNew)
    {
        var slot = Find(tag);
        isNew = Entries[slot].Tag == 0;
        if (isNew)
        {
            if (count >= Entries.Length / 2)
            {
                Grow();
                slot = Find(tag);
            }

            count++;
            Entries[slot].Tag = tag;
        }

        return ref Entries[slot].Sum;
    }

    /// <summary>Removes a tag that is there, moves those behind it up, so that no probe ends before its tag, and gives the sum.</summary>
    public long Remove(ulong tag)
    {
        var (entries, mask, free) = (Entries, Entries.Length - 1, Find(tag));
        var sum = entries[free].Sum;
        for (var slot = (free + 1) & mask; entries[slot].Tag != 0; slot = (slot + 1) & mask)
        {
            var home = SlotOf(entries[slot].Tag, Shift);
            if (((slot - home) & mask) >= ((slot - free) & mask))
            {
                entries[free] = entries[slot];
                free = slot;
            }
        }

        entries[free] = default;
        count--;
        return sum;
    }

    private int Find(ulong tag)
    {
        var entries = Entries;
        var slot = SlotOf(tag, Shift);
        while (entries[slot].Tag != tag && entries[slot].Tag != 0)
        {
            slot = (slot + 1) & (entries.Length - 1);
        }

        return slot;
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
                Entries[Find(entry.Tag)] = entry;
            }
        }
    }

    /// <summary>A tag, 0 if the entry is free, and its sum.</summary>
    internal struct Entry
    {
        public ulong Tag;
        public long Sum;
    }
}
