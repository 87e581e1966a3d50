using System.Numerics;
using Dataflow.Engine.Pooling;

namespace Dataflow.Engine.Sliced;

/// <content>The places of keys.</content>
internal sealed partial class WindowSums<TKey, TValue, TAccumulator, TOut, TFn>
{
    /// <summary>How many keys there are, with those that no slice has any more.</summary>
    public int KeyCount => keys.Count;

    public TKey KeyAt(int place) => keys.Cells[place].Key;

    /// <summary>Tells the place of each key, under which slices know it until <see cref="ForgetKeys"/>.</summary>
    /// <param name="all">The keys.</param>
    /// <param name="places">Room for as many places.</param>
    /// <param name="row">Also after a failure, how many were told.</param>
    public void Locate(ReadOnlySpan<TKey> all, Span<int> places, ref int row) => keys.FindOrAdd(all, places, ref row);

    /// <summary>Has keys forgotten at the next chance if those that no slice has are most.</summary>
    public void NoteLive() => tidyAt = Math.Min(tidyAt, Math.Max(Cells, (2 * (Live + Cells - summedCells)) + SpareKeys));

    /// <summary>Forgets keys that no slice has, if there are so many that these may be most. Others may get another place.</summary>
    /// <remarks>All cells are looked at. By then there are as many new keys as there were cells, or more keys than cells.</remarks>
    public void ForgetKeys()
    {
        if (keys.Count <= tidyAt)
        {
            return;
        }

        // The pair knows keys by the places that they lose here.
        Pair.LetGo();
        var placeOf = new int[keys.Count];
        for (var slice = 0; slice < slices.Count; slice++)
        {
            foreach (var place in slices[slice].Places)
            {
                placeOf[place] = 1;
            }
        }

        KeepOnly(placeOf);
        for (var slice = 0; slice < slices.Count; slice++)
        {
            slices[slice].Move(placeOf, keys.Count);
        }

        tidyAt = keys.Count + Math.Max(keys.Count, Cells) + SpareKeys;
    }

    // Takes those that are marked, and writes the new place of each over its mark.
    private void KeepOnly(Span<int> placeOf)
    {
        var old = keys;
        var keptCount = placeOf.Length - placeOf.Count(0);
        var kept = PooledArray<KeySums>.Rent((int)BitOperations.RoundUpToPowerOf2((uint)keptCount));
        kept.AsSpan(0, keptCount).Fill(KeySums.Empty);
        (keys, Live) = (new(), 0);
        for (var place = 0; place < placeOf.Length; place++)
        {
            if (placeOf[place] == 0)
            {
                continue;
            }

            var next = ~keys.FindOrAdd(old.Cells[place].Key);
            placeOf[place] = next;
            if (place < sumCount)
            {
                kept[next] = sums[place];
                Live += kept[next].IsEmpty ? 0 : 1;
            }
        }

        old.LetGo();
        PooledArray<KeySums>.Return(sums);
        (sums, sumCount) = (kept, keptCount);
    }
}
