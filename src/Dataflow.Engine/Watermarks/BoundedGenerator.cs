using Dataflow.Engine.Batches;
using Dataflow.Time;

namespace Dataflow.Engine.Watermarks;

/// <summary>Keeps the watermark <paramref name="delay"/> ticks behind the greatest event time so far.</summary>
internal sealed class BoundedGenerator(long delay) : WatermarkGenerator
{
    private long greatest = EventTime.StartTicks;

    // Annotating finds that out as fast.
    private protected override bool MovesWithin(Columns columns) => true;

    // Where the clock follows the event times, both move at a new greatest time and nowhere else.
    private protected override bool TryAnnotateRows(ReadOnlySpan<long> times, bool clockFollowsTimes)
    {
        var most = greatest;
        for (var row = 0; row < times.Length; row++)
        {
            if (times[row] <= most)
            {
                row += TimeColumn.CountUpTo(times[row..], most);
                if (row == times.Length)
                {
                    break;
                }
            }

            most = times[row];
            if (clockFollowsTimes)
            {
                AdvanceClock(row, most);
            }

            AdvanceWatermark(row + 1, EventTime.Add(most, -delay));
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
