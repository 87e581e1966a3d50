using System.Diagnostics;
using System.Numerics;

namespace Dataflow.Engine.Early;

/// <summary>
/// Puts places in order, of which no two are the same. Each sets a bit, and the bits are read from the least on, so that a place costs the same however many there are. Where places are so far
/// apart that most of the bits would be read for nothing, they are compared. A few are counted instead: a place stands behind as many as are less than it.
/// </summary>
internal sealed class PlaceOrder
{
    private const int Few = 32;

    // A word has a bit for each of 64 places, and a group a bit for each of 64 words.
    private const int WordShift = 6;
    private const int GroupShift = 12;

    private ulong[] words = new ulong[64];
    private ulong[] groups = new ulong[1];

    /// <summary>Sorts places, none of which is negative.</summary>
    public void Sort(Span<int> places)
    {
        if (places.Length <= Few)
        {
            SortFew(places);
            return;
        }

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

        MakeRoom(last - first + 1);
        Set(places, first << GroupShift);
        Read(places, first << GroupShift, last - first + 1);
    }

    private static void SortFew(Span<int> places)
    {
        Span<int> all = stackalloc int[Few];
        Span<int> ranks = stackalloc int[Few];
        places.CopyTo(all);
        var width = Vector<int>.Count;
        for (var from = 0; from < places.Length; from += width)
        {
            var some = new Vector<int>(all[from..]);
            var less = Vector<int>.Zero;
            foreach (var place in places)
            {
                // What holds is all ones, which is minus one.
                less -= Vector.LessThan(new Vector<int>(place), some);
            }

            less.CopyTo(ranks[from..]);
        }

        for (var i = 0; i < places.Length; i++)
        {
            places[ranks[i]] = all[i];
        }

        Debug.Assert(IsAscending(places), $"Of {places.Length} places some are the same.");
    }

    private static bool IsAscending(ReadOnlySpan<int> places)
    {
        for (var i = 1; i < places.Length; i++)
        {
            if (places[i - 1] >= places[i])
            {
                return false;
            }
        }

        return true;
    }

    private void MakeRoom(int groupCount)
    {
        if (groups.Length < groupCount)
        {
            words = new ulong[64 * BitOperations.RoundUpToPowerOf2((uint)groupCount)];
            groups = new ulong[words.Length / 64];
        }
    }

    // Bits count from the first place of the first group.
    private void Set(ReadOnlySpan<int> places, int origin)
    {
        foreach (var place in places)
        {
            var bit = place - origin;
            words[bit >> WordShift] |= 1UL << bit;
            groups[bit >> GroupShift] |= 1UL << (bit >> WordShift);
        }
    }

    // Leaves no bit set.
    private void Read(Span<int> places, int origin, int groupCount)
    {
        var count = 0;
        for (var group = 0; group < groupCount; group++)
        {
            for (var left = groups[group]; left != 0; left &= left - 1)
            {
                var word = (group << WordShift) + BitOperations.TrailingZeroCount(left);
                for (var bits = words[word]; bits != 0; bits &= bits - 1)
                {
                    places[count++] = origin + (word << WordShift) + BitOperations.TrailingZeroCount(bits);
                }

                words[word] = 0;
            }

            groups[group] = 0;
        }

        Debug.Assert(count == places.Length, $"Of {places.Length} places {count} differ.");
    }
}
