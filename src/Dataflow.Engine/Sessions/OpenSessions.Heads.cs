using System.Runtime.CompilerServices;
using Dataflow.Engine.Hashing;
using Dataflow.Engine.Pooling;

namespace Dataflow.Engine.Sessions;

/// <content>From a key to its latest session: open addressing, probed in line, from which keys can be taken out without a trace.</content>
internal sealed partial class OpenSessions<TKey, TAccumulator>
{
    private const int MinBits = 4;

    private Head[] heads = new Head[1 << MinBits];
    private int shift = 32 - MinBits;
    private int keys;

    /// <summary>The hash by which a key is found.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int HashOf(TKey key) => Keys.HashOf(key);

    /// <summary>The place of the key's latest session; 0 if it has none.</summary>
    public int LatestOf(TKey key, int hash)
    {
        var table = heads;
        var slot = SlotOf(hash);
        while (true)
        {
            var head = table[slot & (table.Length - 1)];
            if (head.Place == 0 || (head.Hash == hash && Keys.AreEqual(sessions[head.Place].Key, key)))
            {
                return head.Place;
            }

            slot++;
        }
    }

    // Fibonacci hashing: the upper bits of a product depend on all bits of the hash.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int SlotOf(int hash, int shift) => (int)((uint)(hash * -1640531535) >> shift);

    private int SlotOf(int hash) => SlotOf(hash, shift);

    private int SlotHolding(int hash, int place)
    {
        var slot = SlotOf(hash);
        while (heads[slot].Place != place)
        {
            slot = (slot + 1) & (heads.Length - 1);
        }

        return slot;
    }

    private void AddHead(int hash, int place)
    {
        // Half of the slots are free, so that probes stay short.
        if (++keys > heads.Length / 2)
        {
            GrowHeads();
        }

        heads[SlotHolding(hash, 0)] = new Head(hash, place);
    }

    private void ReplaceHead(int hash, int place, int by) => heads[SlotHolding(hash, place)] = new Head(hash, by);

    // What stands behind the hole moves into it, unless it would come to stand before the slot of its hash.
    private void RemoveHead(int hash, int place)
    {
        keys--;
        var mask = heads.Length - 1;
        var hole = SlotHolding(hash, place);
        for (var slot = (hole + 1) & mask; heads[slot].Place != 0; slot = (slot + 1) & mask)
        {
            if (((slot - SlotOf(heads[slot].Hash)) & mask) >= ((slot - hole) & mask))
            {
                heads[hole] = heads[slot];
                hole = slot;
            }
        }

        heads[hole] = default;
    }

    private void GrowHeads()
    {
        var old = heads;
        heads = PooledArray<Head>.Rent(old.Length * 2);
        Array.Clear(heads);
        shift--;
        foreach (var head in old)
        {
            if (head.Place != 0)
            {
                heads[SlotHolding(head.Hash, 0)] = head;
            }
        }

        PooledArray<Head>.Return(old);
    }

    private readonly record struct Head(int Hash, int Place);
}
