using System.Numerics;

namespace Dataflow.Engine.Early;

/// <summary>
/// Puts places in order, of which no two are the same. Each sets a bit, and the bits are read from the least on, so that a place costs the same however many there are. Where places are so far
/// apart that most of the bits would be read for nothing, they are compared.
/// </summary>
internal sealed class PlaceOrder
{
    // A word has a bit for each of 64 places, and a group a bit for each of 64 words.
    private const int WordShift = 6;
    private const int GroupShift = 12;

    private ulong[] words = new ulong[64];
    private ulong[] groups = new ulong[1];

    /// <summary>Sorts places, none of which is negative.</summary>
    public void Sort(Span<int> places)
    {
        var (least, greatest) = (int.MaxValue, 0);
        foreach (var place in places)
        {
            (least, greatest) = (Math.Min(least, place), Math.Max(greatest, place));
        }

        var (first, last) = (least >> GroupShift, greatest >> GroupShift);
        if (last - first > places.Length)
        {
            places.Sort();
            return;
        }

        if (last >= groups.Length)
        {
            groups = new ulong[BitOperations.RoundUpToPowerOf2((uint)last + 1)];
            words = new ulong[groups.Length * 64];
        }

        Set(places);
        Read(first, last, places);
    }

    private void Set(ReadOnlySpan<int> places)
    {
        foreach (var place in places)
        {
            words[place >> WordShift] |= 1UL << place;
            groups[place >> GroupShift] |= 1UL << (place >> WordShift);
        }
    }

    // Leaves no bit set.
    private void Read(int first, int last, Span<int> places)
    {
        var count = 0;
        for (var group = first; group <= last; group++)
        {
            for (var left = groups[group]; left != 0; left &= left - 1)
            {
                var word = (group << WordShift) + BitOperations.TrailingZeroCount(left);
                for (var bits = words[word]; bits != 0; bits &= bits - 1)
                {
                    places[count++] = (word << WordShift) + BitOperations.TrailingZeroCount(bits);
                }

                words[word] = 0;
            }

            groups[group] = 0;
        }
    }
}
