using System.Numerics;

namespace Dataflow.Engine.Sliced;

/// <summary>
/// Puts keys in the order of their first elements. Each is a number, with the place of its first element above and what tells which key it is below, and the numbers are
/// sorted by radix, since there are many and their upper parts lie close together.
/// </summary>
internal sealed class SequenceOrder
{
    // A digit has so many bits at most: its buckets and what is written to them stay near.
    private const int MaxDigitBits = 10;
    private const int FewEntries = 64;

    private readonly int[] counts = new int[1 << MaxDigitBits];
    private Entry[] entries = new Entry[FewEntries];
    private ulong[] packed = new ulong[FewEntries];
    private ulong[] spare = [];
    private long least = long.MaxValue;
    private long greatest = long.MinValue;
    private int greatestPlace;

    public int Count { get; private set; }

    public ReadOnlySpan<Entry> Entries => entries.AsSpan(0, Count);

    public void Clear()
    {
        Count = 0;
        (least, greatest, greatestPlace) = (long.MaxValue, long.MinValue, 0);
    }

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
        (least, greatest, greatestPlace) = (Math.Min(least, sequence), Math.Max(greatest, sequence), Math.Max(greatestPlace, place));
    }

    /// <summary>Sorts what was added by its sequence.</summary>
    public void Sort()
    {
        if (Count < 2)
        {
            return;
        }

        var placeBits = BitsOf((ulong)greatestPlace);
        var sequenceBits = BitsOf((ulong)greatest - (ulong)least);
        if (placeBits + sequenceBits > 64)
        {
            entries.AsSpan(0, Count).Sort(static (one, other) => (one.Sequence, one.Place).CompareTo((other.Sequence, other.Place)));
            return;
        }

        Pack(placeBits);
        if (Count < FewEntries)
        {
            packed.AsSpan(0, Count).Sort();
        }
        else
        {
            SortByDigits(placeBits, sequenceBits);
        }

        Unpack(placeBits);
    }

    private static int BitsOf(ulong number) => 64 - BitOperations.LeadingZeroCount(number);

    private void Pack(int placeBits)
    {
        packed = packed.Length < Count ? new ulong[entries.Length] : packed;
        var (to, from) = (packed, least);
        var all = Entries;
        for (var i = 0; i < all.Length; i++)
        {
            to[i] = ((ulong)(all[i].Sequence - from) << placeBits) | (uint)all[i].Place;
        }
    }

    private void Unpack(int placeBits)
    {
        var (from, first) = (packed, least);
        var mask = (1UL << placeBits) - 1;
        var all = entries.AsSpan(0, Count);
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = new Entry(first + (long)(from[i] >> placeBits), (int)(from[i] & mask));
        }
    }

    // What is below the sequence needs no sorting: sorting by a digit leaves the order of those that have the same.
    private void SortByDigits(int placeBits, int sequenceBits)
    {
        spare = spare.Length < packed.Length ? new ulong[packed.Length] : spare;
        var digits = (sequenceBits + MaxDigitBits - 1) / MaxDigitBits;
        var bits = digits == 0 ? 0 : (sequenceBits + digits - 1) / digits;
        for (var digit = 0; digit < digits; digit++)
        {
            SortByDigit(placeBits + (digit * bits), bits);
        }
    }

    private void SortByDigit(int shift, int bits)
    {
        var buckets = counts.AsSpan(0, 1 << bits);
        var from = packed.AsSpan(0, Count);
        var to = spare;
        var mask = buckets.Length - 1;
        buckets.Clear();
        foreach (var number in from)
        {
            buckets[(int)(number >> shift) & mask]++;
        }

        var next = 0;
        foreach (ref var count in buckets)
        {
            (count, next) = (next, next + count);
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
