using System.Runtime.CompilerServices;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>
/// The sums of one window: open addressing with the entries in line, a power of two of them, Fibonacci hashing, linear probes.
/// </summary>
internal sealed class SumTable
{
    private const ulong IsUsed = 1UL << 32;

    private Entry[] entries = new Entry[1024];
    private int shift = 32 - 10;
    private int count;

    public long Start { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int key, long value)
    {
        // A used entry's tag holds the key and a bit above it: one comparison says whether the entry is used and the key's.
        var tag = IsUsed | (uint)key;
        var table = entries;
        ref var entry = ref table[((uint)key * 2654435769u) >> shift];
        if (entry.Tag == tag)
        {
            entry.Sum = checked(entry.Sum + value);
        }
        else
        {
            Probe(tag, value);
        }
    }

    /// <summary>Emits the sums and empties the table.</summary>
    public void Flush(Action<WindowSum> emit)
    {
        foreach (ref var entry in entries.AsSpan())
        {
            if (entry.Tag != 0)
            {
                emit(new WindowSum(Start, (int)entry.Tag, entry.Sum));
                entry = default;
            }
        }

        count = 0;
    }

    private void Probe(ulong tag, long value)
    {
        ref var entry = ref Find(tag);
        if (entry.Tag == 0)
        {
            if (count >= entries.Length / 4 * 3)
            {
                Grow();
                entry = ref Find(tag);
            }

            count++;
            entry.Tag = tag;
        }

        entry.Sum = checked(entry.Sum + value);
    }

    private ref Entry Find(ulong tag)
    {
        var table = entries;
        var mask = table.Length - 1;
        var slot = (int)(((uint)tag * 2654435769u) >> shift);
        while (table[slot].Tag != tag && table[slot].Tag != 0)
        {
            slot = (slot + 1) & mask;
        }

        return ref table[slot];
    }

    private void Grow()
    {
        var old = entries;
        entries = new Entry[old.Length * 2];
        shift--;
        foreach (ref readonly var entry in old.AsSpan())
        {
            if (entry.Tag != 0)
            {
                Find(entry.Tag) = entry;
            }
        }
    }

    private struct Entry
    {
        public ulong Tag;
        public long Sum;
    }
}
