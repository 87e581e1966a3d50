using System.Runtime.CompilerServices;
using Dataflow.Combining;
using Dataflow.Engine.Hashing;

namespace Dataflow.Engine.Sessions;

/// <content>Elements that fall into the latest session of their key: most do, and that takes a look at nothing else.</content>
internal sealed partial class OpenSessions<TKey, TAccumulator>
{
    /// <summary>
    /// Folds elements into the latest sessions of their keys, up to the first that does not fall into that. Before the latest session of a key there may be others, but what falls into it
    /// meets none of them, and lets it end later at most.
    /// </summary>
    /// <param name="ofKeys">The keys of the elements.</param>
    /// <param name="times">Their event times.</param>
    /// <param name="values">Their values.</param>
    /// <param name="fn">What folds them in.</param>
    /// <param name="to">The row behind the last.</param>
    /// <param name="row">The first row, and then the row that was not folded in, or in which the function failed; <paramref name="to"/> if all were.</param>
    /// <param name="hash">The hash of the key of the row that was not folded in.</param>
    /// <returns>The place of the latest session of that key; 0 if it has none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Fold<TValue, TOut, TFn>(TKey[] ofKeys, long[] times, TValue[] values, TFn fn, int to, ref int row, out int hash)
        where TFn : struct, ICombineFn<TValue, TAccumulator, TOut>
    {
        var (table, all, places) = (heads, sessions, shift);
        var (place, own) = (0, 0);
        var i = row;
        for (; i < to; i++)
        {
            own = HashOf(ofKeys[i]);
            var slot = SlotOf(own, places);
            while (true)
            {
                ref readonly var head = ref table[slot & (table.Length - 1)];
                place = head.Place;
                if ((head.Hash == own && Keys.AreEqual(all[place].Key, ofKeys[i])) || place == 0)
                {
                    break;
                }

                slot++;
            }

            var time = times[i];
            ref var session = ref all[place];
            if (time < session.Start || time >= session.End)
            {
                break;
            }

            // Whether it ends later now is a toss-up, so without a branch.
            var later = rule.EndOf(time, gap) - session.End;
            session.End += later & ~(later >> 63);
            session.Count++;
            row = i;
            fn.AddInput(ref session.Accumulator, values[i]);
        }

        (row, hash) = (i, own);
        return place;
    }
}
