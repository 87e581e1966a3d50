using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>
/// The earliest or latest event time in each cell of a window that has not fired, and the hold that they put on the output
/// watermark: the least of them (rules 15 to 18).
/// </summary>
internal sealed class OutputTimes
{
    /// <summary>The time of a cell in which no element counts.</summary>
    public const long None = long.MaxValue;

    private long[] times = [];
    private int count;
    private long hold = None;
    private bool isStale;

    /// <summary>Folds the time of an element into its cell's.</summary>
    public void Add(int cell, long time, TimestampCombiner combiner)
    {
        if (cell >= count)
        {
            if (cell >= times.Length)
            {
                Array.Resize(ref times, Math.Max(16, Math.Max(cell + 1, times.Length * 2)));
            }

            times.AsSpan(count, cell + 1 - count).Fill(None);
            count = cell + 1;
        }

        ref var own = ref times[cell];
        if (own == None)
        {
            own = time;
        }
        else if (combiner == TimestampCombiner.Earliest)
        {
            own = Math.Min(own, time);
        }
        else if (time > own)
        {
            // Only the cell that held the watermark back can release it.
            isStale |= own == hold;
            own = time;
        }

        hold = Math.Min(hold, own);
    }

    /// <summary>The time of a cell, or <see cref="None"/>.</summary>
    public long this[int cell] => cell < count ? times[cell] : None;

    /// <summary>The least time of all cells, or <see cref="None"/>.</summary>
    public long Hold()
    {
        if (isStale)
        {
            hold = None;
            foreach (var time in times.AsSpan(0, count))
            {
                hold = Math.Min(hold, time);
            }

            isStale = false;
        }

        return hold;
    }

    public void Clear()
    {
        count = 0;
        hold = None;
        isStale = false;
    }
}
