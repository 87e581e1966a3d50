using Dataflow.Windowing;

namespace Dataflow.Engine.Keyed;

/// <summary>The earliest or latest event time in each cell of a window that has not fired (rules 16 to 18).</summary>
internal sealed class OutputTimes
{
    /// <summary>The time of a cell in which no element counts.</summary>
    public const long None = long.MaxValue;

    private long[] times = [];
    private int count;

    /// <summary>The time of a cell, or <see cref="None"/>.</summary>
    public long this[int cell] => cell < count ? times[cell] : None;

    /// <summary>Folds the time of an element into its cell's, and says whether the cell has its first time now, or an earlier one than before.</summary>
    public bool Add(int cell, long time, TimestampCombiner combiner)
    {
        if (cell >= count)
        {
            MakeRoom(cell);
        }

        ref var own = ref times[cell];
        if (own == None || (combiner == TimestampCombiner.Earliest && time < own))
        {
            own = time;
            return true;
        }

        if (combiner == TimestampCombiner.Latest && time > own)
        {
            own = time;
        }

        return false;
    }

    public void Clear() => count = 0;

    private void MakeRoom(int cell)
    {
        if (cell >= times.Length)
        {
            Array.Resize(ref times, Math.Max(16, Math.Max(cell + 1, times.Length * 2)));
        }

        times.AsSpan(count, cell + 1 - count).Fill(None);
        count = cell + 1;
    }
}
