namespace Dataflow.Engine.Sliced;

/// <summary>Puts keys in the order of their first elements: by radix, since there are many, and their places among all elements lie close together.</summary>
internal sealed class SequenceOrder
{
    private const int Bits = 11;
    private const int Buckets = 1 << Bits;

    private readonly int[] counts = new int[Buckets];
    private Entry[] entries = new Entry[64];
    private Entry[] spare = new Entry[64];

    public int Count { get; private set; }

    public ReadOnlySpan<Entry> Entries => entries.AsSpan(0, Count);

    public void Clear() => Count = 0;

    /// <summary>Adds a key.</summary>
    /// <param name="sequence">The place of its first element among all.</param>
    /// <param name="place">What tells which key it is.</param>
    public void Add(long sequence, int place)
    {
        if (Count == entries.Length)
        {
            Array.Resize(ref entries, Count * 2);
        }

        entries[Count++] = new Entry(sequence, place);
    }

    /// <summary>Sorts what was added by its sequence.</summary>
    public void Sort()
    {
        if (Count < 64)
        {
            entries.AsSpan(0, Count).Sort(static (one, other) => one.Sequence.CompareTo(other.Sequence));
            return;
        }

        var (least, greatest) = (long.MaxValue, long.MinValue);
        foreach (ref readonly var entry in Entries)
        {
            (least, greatest) = (Math.Min(least, entry.Sequence), Math.Max(greatest, entry.Sequence));
        }

        spare = spare.Length < Count ? new Entry[entries.Length] : spare;
        for (var shift = 0; shift < 64 && (ulong)(greatest - least) >> shift != 0; shift += Bits)
        {
            SortByDigit(least, shift);
        }
    }

    private void SortByDigit(long least, int shift)
    {
        Array.Clear(counts);
        foreach (ref readonly var entry in Entries)
        {
            counts[(int)((entry.Sequence - least) >> shift) & (Buckets - 1)]++;
        }

        var next = 0;
        foreach (ref var count in counts.AsSpan())
        {
            (count, next) = (next, next + count);
        }

        foreach (ref readonly var entry in Entries)
        {
            spare[counts[(int)((entry.Sequence - least) >> shift) & (Buckets - 1)]++] = entry;
        }

        (entries, spare) = (spare, entries);
    }

    /// <summary>A key, and the place of its first element among all.</summary>
    internal readonly record struct Entry(long Sequence, int Place);
}
