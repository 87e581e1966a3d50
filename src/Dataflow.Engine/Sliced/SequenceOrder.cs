using System.Numerics;
using Dataflow.Engine.Pooling;

namespace Dataflow.Engine.Sliced;

/// <summary>
/// Puts keys in the order of their first elements. Those that are added in this order, from the first on, stay where they are. Each of the others is made a number,
/// with the place of its first element above and what tells which key it is below; the numbers are sorted by radix, since there are many and their upper parts lie
/// close together, and merged with what was in order.
/// </summary>
internal sealed class SequenceOrder
{
    // A digit has so many bits at most: its buckets and what is written to them stay near.
    private const int MaxDigitBits = 10;
    private const int FewEntries = 64;

    private readonly int[] counts = new int[1 << MaxDigitBits];
    private Entry[] entries = new Entry[FewEntries];
    private Entry[] merged = [];
    private ulong[] packed = [];
    private ulong[] spare = [];
    private int ordered;

    public int Count { get; private set; }

    public ReadOnlySpan<Entry> Entries => entries.AsSpan(0, Count);

    public void Clear() => (Count, ordered) = (0, 0);

    /// <summary>Adds a key.</summary>
    /// <param name="sequence">The place of its first element among all.</param>
    /// <param name="place">What tells which key it is.</param>
    public void Add(long sequence, int place)
    {
        if (Count == entries.Length)
        {
            PooledArray<Entry>.Grow(ref entries, Count * 2, Count);
        }

        if (ordered == Count && (Count == 0 || entries[Count - 1].Sequence <= sequence))
        {
            ordered++;
        }

        entries[Count++] = new Entry(sequence, place);
    }

    /// <summary>Sorts what was added by its sequence.</summary>
    public void Sort()
    {
        if (ordered == Count)
        {
            return;
        }

        SortBehind(entries.AsSpan(ordered, Count - ordered));
        if (ordered > 0)
        {
            Merge();
        }

        ordered = Count;
    }

    /// <summary>Gives up the memory that is kept for keys to come.</summary>
    public void LetGo()
    {
        Clear();
        PooledArray<Entry>.Return(entries);
        PooledArray<Entry>.Return(merged);
        PooledArray<ulong>.Return(packed);
        PooledArray<ulong>.Return(spare);
        (entries, merged, packed, spare) = (new Entry[FewEntries], [], [], []);
    }

    private void SortBehind(Span<Entry> behind)
    {
        var (least, greatest, greatestPlace) = (long.MaxValue, long.MinValue, 0);
        foreach (ref readonly var entry in behind)
        {
            (least, greatest, greatestPlace) = (Math.Min(least, entry.Sequence), Math.Max(greatest, entry.Sequence), Math.Max(greatestPlace, entry.Place));
        }

        var placeBits = BitsOf((ulong)greatestPlace);
        var sequenceBits = BitsOf((ulong)greatest - (ulong)least);
        if (placeBits + sequenceBits > 64)
        {
            behind.Sort(static (one, other) => (one.Sequence, one.Place).CompareTo((other.Sequence, other.Place)));
            return;
        }

        Pack(behind, least, placeBits);
        if (behind.Length < FewEntries)
        {
            packed.AsSpan(0, behind.Length).Sort();
        }
        else
        {
            SortByDigits(behind.Length, placeBits, sequenceBits);
        }

        Unpack(behind, least, placeBits);
    }

    // From the last on, so that nothing is overwritten that is still to be read.
    private void Merge()
    {
        var behind = entries.AsSpan(ordered, Count - ordered);
        MakeRoom(ref merged, behind.Length);
        behind.CopyTo(merged);
        var (before, next) = (ordered - 1, behind.Length - 1);
        for (var to = Count - 1; next >= 0; to--)
        {
            entries[to] = before >= 0 && entries[before].Sequence > merged[next].Sequence ? entries[before--] : merged[next--];
        }
    }

    private static void MakeRoom<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            PooledArray<T>.Grow(ref array, (int)BitOperations.RoundUpToPowerOf2((uint)length), used: 0);
        }
    }

    private static int BitsOf(ulong number) => 64 - BitOperations.LeadingZeroCount(number);

    private void Pack(ReadOnlySpan<Entry> from, long least, int placeBits)
    {
        MakeRoom(ref packed, from.Length);
        var to = packed;
        for (var i = 0; i < from.Length; i++)
        {
            to[i] = ((ulong)(from[i].Sequence - least) << placeBits) | (uint)from[i].Place;
        }
    }

    private void Unpack(Span<Entry> to, long least, int placeBits)
    {
        var from = packed;
        var mask = (1UL << placeBits) - 1;
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = new Entry(least + (long)(from[i] >> placeBits), (int)(from[i] & mask));
        }
    }

    // What is below the sequence needs no sorting: sorting by a digit leaves the order of those that have the same.
    private void SortByDigits(int count, int placeBits, int sequenceBits)
    {
        MakeRoom(ref spare, packed.Length);
        var digits = (sequenceBits + MaxDigitBits - 1) / MaxDigitBits;
        var bits = digits == 0 ? 0 : (sequenceBits + digits - 1) / digits;
        for (var digit = 0; digit < digits; digit++)
        {
            SortByDigit(count, placeBits + (digit * bits), bits);
        }
    }

    private void SortByDigit(int count, int shift, int bits)
    {
        var buckets = counts.AsSpan(0, 1 << bits);
        var from = packed.AsSpan(0, count);
        var to = spare;
        var mask = buckets.Length - 1;
        buckets.Clear();
        foreach (var number in from)
        {
            buckets[(int)(number >> shift) & mask]++;
        }

        var next = 0;
        foreach (ref var bucket in buckets)
        {
            (bucket, next) = (next, next + bucket);
        }

        foreach (var number in from)
        {
            to[buckets[(int)(number >> shift) & mask]++] = number;
        }

        (packed, spare) = (spare, packed);
    }

    /// <summary>A key, and the place of its first element among all.</summary>
    internal readonly record struct Entry(long Sequence, int Place);
}
