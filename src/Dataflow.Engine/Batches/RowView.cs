using Dataflow.Engine.Windows;
using Dataflow.Panes;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Engine.Batches;

/// <summary>
/// Shows rows of a batch as the user's <see cref="WindowedValue{T}"/>: with the window that <paramref name="assigner"/> gives,
/// or that they carry if it is null, and with the pane, or for elements that were never grouped the clock and watermark at arrival.
/// </summary>
internal sealed class RowView<T>(WindowAssigner? assigner)
{
    private long clock = EventTime.StartTicks;
    private long watermark = EventTime.StartTicks;
    private int nextMark;
    private InstantOf timestamp = new(EventTime.StartTicks);
    private InstantOf processingTime = new(EventTime.StartTicks);
    private InstantOf passed = new(EventTime.StartTicks);

    public void Begin() => nextMark = 0;

    /// <summary>The row; rows are asked for in order.</summary>
    public WindowedValue<T> At(Batch<T> batch, int row)
    {
        var columns = batch.Columns;
        var firing = FiringAt(columns, row);
        return new WindowedValue<T>(
            batch[row],
            timestamp.At(columns.Times[row]),
            WindowAt(columns, row),
            firing.Pane,
            processingTime.At(firing.ProcessingTime),
            passed.At(firing.Watermark),
            firing.IsRetraction);
    }

    /// <summary>The pane of a row, or for a row that was never grouped where the clock and the watermark stood; rows are asked for in order.</summary>
    public Firing FiringAt(Columns columns, int row)
    {
        Settle(columns, row);
        return columns.HasFirings ? columns.Firings[row] : new Firing(PaneInfo.NoFiring, clock, watermark);
    }

    /// <summary>The window of a row.</summary>
    public Window WindowAt(Columns columns, int row) => assigner?.Assign(columns.Times[row]) ?? columns.Windows[row];

    /// <summary>Takes note of the marks up to the end of the batch.</summary>
    public void End(Batch<T> batch) => Settle(batch.Columns, batch.Count);

    private void Settle(Columns columns, int row)
    {
        for (; nextMark < columns.Marks.Count && columns.Marks[nextMark].Position <= row; nextMark++)
        {
            ref readonly var mark = ref columns.Marks[nextMark];
            (clock, watermark) = mark.Kind == MarkKind.Clock ? (mark.Ticks, watermark) : (clock, mark.Ticks);
        }
    }

    // The keys of a window fire together: most instants are those of the row before, and to make one takes a division.
    private struct InstantOf(long ticks)
    {
        private long ticks = ticks;
        private Instant instant = EventTime.ToInstant(ticks);

        public Instant At(long other)
        {
            if (other != ticks)
            {
                (ticks, instant) = (other, EventTime.ToInstant(other));
            }

            return instant;
        }
    }
}
