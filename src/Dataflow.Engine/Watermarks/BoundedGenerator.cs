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

    private protected override void AfterRow(int row, long time)
    {
        if (time > greatest)
        {
            greatest = time;
            AdvanceWatermark(row + 1, EventTime.Add(time, -delay));
        }
    }
}
