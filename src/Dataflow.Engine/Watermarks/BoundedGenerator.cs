using Dataflow.Engine.Batches;
using Dataflow.Time;

namespace Dataflow.Engine.Watermarks;

/// <summary>Keeps the watermark <paramref name="delay"/> ticks behind the greatest event time so far.</summary>
internal sealed class BoundedGenerator(long delay) : WatermarkGenerator
{
    private long greatest = EventTime.StartTicks;

    private protected override bool MovesWithin(Columns columns)
    {
        var (_, max) = TimeColumn.MinMax(columns.Times.AsSpan(0, columns.Count));
        return max > greatest || ClockMovesWithin(max);
    }

    // Where the clock follows the event times, both move at a new greatest time and nowhere else.
    private protected override bool TryAnnotateRows(ReadOnlySpan<long> times, bool clockFollowsTimes)
    {
        var most = greatest;
        for (var row = 0; row < times.Length; row++)
        {
            var time = times[row];
            if (time > most)
            {
                most = time;
                if (clockFollowsTimes)
                {
                    AdvanceClock(row, time);
                }

                AdvanceWatermark(row + 1, EventTime.Add(time, -delay));
            }
        }

        greatest = most;
        return true;
    }

    private protected override void AfterRow(int row, long time)
    {
        if (time > greatest)
        {
            greatest = time;
            AdvanceWatermark(row + 1, EventTime.Add(time, -delay));
        }
    }
}
