using System.Diagnostics;
using System.Numerics;
using Dataflow.Engine.Pooling;
using Dataflow.Time;

namespace Dataflow.Engine.Sessions;

/// <summary>
/// Numbered items by their deadlines: a hierarchical timing wheel (Varghese and Lauck, 1987) over all of event time. An item stands in the slot of the highest digit, to
/// the base 256, in which its deadline differs from where the wheel stands, so that putting it in and taking it out touch no other but its neighbours.
/// </summary>
/// <remarks>
/// Turning the wheel takes out the slots that it passes and the one in which it comes to stand. Who turns it looks at what it took out, and puts in again what is not due yet or has a later deadline
/// by now. That comes into a lower level, if its deadline is the same: at most seven times in all, twice in practice, as a deadline is near when it is set.
/// </remarks>
internal sealed class DeadlineWheel
{
    private const int DigitBits = 8;
    private const int Slots = 1 << DigitBits;
    private const int Levels = 64 / DigitBits;
    private const int Words = Slots / 64;
    private const int Few = 16;

    private readonly int[] heads = new int[Levels * Slots];
    private readonly ulong[] used = new ulong[Levels * Words];
    private Entry[] entries = new Entry[Few];

    // Deadlines count from the start of time, where the wheel stands at first. All are after where it stands, and none is before the next.
    private ulong now;
    private ulong next = ulong.MaxValue;

    public int Count { get; private set; }

    /// <summary>Puts an item in that is not in.</summary>
    /// <param name="item">A number from 1 on; the wheel has room for all up to the greatest.</param>
    /// <param name="deadline">Event time in ticks, after all watermarks for which the wheel was turned.</param>
    public void Put(int item, long deadline)
    {
        if (item >= entries.Length)
        {
            PooledArray<Entry>.Grow(ref entries, (int)BitOperations.RoundUpToPowerOf2((uint)item + 1), entries.Length);
        }

        var due = Since(deadline);
        Debug.Assert(due > now, $"The deadline {deadline} lies behind the wheel.");
        next = Math.Min(next, due);
        Count++;
        var slot = SlotOf(due);
        ref var head = ref heads[slot];
        if (head == 0)
        {
            used[slot / 64] |= 1UL << (slot % 64);
        }
        else
        {
            entries[head].Previous = item;
        }

        entries[item] = new Entry { Following = head, Previous = -slot };
        head = item;
    }

    /// <summary>Takes an item out that is in.</summary>
    public void Remove(int item)
    {
        ref readonly var entry = ref entries[item];
        Count--;
        if (entry.Following != 0)
        {
            entries[entry.Following].Previous = entry.Previous;
        }

        if (entry.Previous > 0)
        {
            entries[entry.Previous].Following = entry.Following;
            return;
        }

        var slot = -entry.Previous;
        heads[slot] = entry.Following;
        if (entry.Following == 0)
        {
            used[slot / 64] &= ~(1UL << (slot % 64));
        }
    }

    /// <summary>Turns the wheel to a watermark, and takes out all items whose deadlines it has reached, and some that are near, in any order.</summary>
    public void TakeReached(long watermark, List<int> reached)
    {
        var to = Since(watermark);
        if (to >= next)
        {
            Turn(to, reached);
        }
    }

    /// <summary>Gives up the memory that is kept for items to come, when none is in.</summary>
    public void LetGo()
    {
        Debug.Assert(Count == 0, "An item is in.");
        PooledArray<Entry>.Return(entries);
        entries = new Entry[Few];
    }

    [Conditional("DEBUG")]
    public void CheckInvariants()
    {
        var count = 0;
        for (var slot = 0; slot < heads.Length; slot++)
        {
            Debug.Assert((heads[slot] != 0) == ((used[slot / 64] >> (slot % 64)) % 2 == 1), $"The bit of slot {slot} is wrong.");
            for (var (item, previous) = (heads[slot], -slot); item != 0; (previous, item) = (item, entries[item].Following))
            {
                count++;
                Debug.Assert(entries[item].Previous == previous, $"Before {item} stands {previous}, not {entries[item].Previous}.");
                Debug.Assert(slot % Slots > DigitAt(slot / Slots, now), $"{item} stands in a slot that the wheel has passed.");
            }
        }

        Debug.Assert(count == Count, $"The wheel holds {count} items, not {Count}.");
    }

    private static ulong Since(long ticks) => (ulong)(ticks - EventTime.StartTicks);

    private int LevelOf(ulong due) => (63 - BitOperations.LeadingZeroCount(due ^ now)) / DigitBits;

    private static int DigitAt(int level, ulong due) => (int)(due >> (level * DigitBits)) & (Slots - 1);

    private int SlotOf(ulong due)
    {
        var level = LevelOf(due);
        return (level * Slots) + DigitAt(level, due);
    }

    private void Turn(ulong to, List<int> reached)
    {
        // What shares more digits with where the wheel stood than `to` does is passed.
        var top = LevelOf(to);
        var last = (top * Slots) + DigitAt(top, to);
        for (var word = 0; word < last / 64; word++)
        {
            TakeSlots(word, ulong.MaxValue, reached);
        }

        TakeSlots(last / 64, ulong.MaxValue >> (63 - (last % 64)), reached);
        now = to;
        next = LeastPossible();
    }

    private void TakeSlots(int word, ulong which, List<int> reached)
    {
        for (var bits = used[word] & which; bits != 0; bits &= bits - 1)
        {
            var slot = (word * 64) + BitOperations.TrailingZeroCount(bits);
            for (var item = heads[slot]; item != 0; item = entries[item].Following)
            {
                reached.Add(item);
                Count--;
            }

            heads[slot] = 0;
        }

        used[word] &= ~which;
    }

    // The first time of the first slot that is used.
    private ulong LeastPossible()
    {
        for (var word = 0; word < used.Length; word++)
        {
            if (used[word] != 0)
            {
                var shift = word / Words * DigitBits;
                var digit = (ulong)(((word % Words) * 64) + BitOperations.TrailingZeroCount(used[word]));
                return (((now >> shift) & ~(ulong)(Slots - 1)) | digit) << shift;
            }
        }

        return ulong.MaxValue;
    }

    private struct Entry
    {
        /// <summary>The next item in the slot; 0 for none.</summary>
        public int Following;

        /// <summary>The item before this one; of the first in a slot, the slot's number with its sign turned.</summary>
        public int Previous;
    }
}
