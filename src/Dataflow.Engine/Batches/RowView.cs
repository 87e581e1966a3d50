using System.Runtime.CompilerServices;
using Dataflow.Engine.Windows;
using Dataflow.Panes;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Batches;

/// <summary>
/// Shows rows of a batch as the user's <see cref="WindowedValue{T}"/>: with the window that <paramref name="assigner"/> gives,
/// or that they carry if it is null, and with the pane, or for elements that were never grouped the clock and watermark at arrival.
/// </summary>
internal sealed class RowView<T>(WindowAssigner? assigner)
{
    private Firing arrival = new(PaneInfo.NoFiring, EventTime.StartTicks, EventTime.StartTicks);
    private int nextMark;

    public void Begin() => nextMark = 0;

    /// <summary>The row; rows are asked for in order.</summary>
    public WindowedValue<T> At(Batch<T> batch, int row)
    {
        var columns = batch.Columns;
        ref readonly var firing = ref FiringAt(columns, row);
        return new WindowedValue<T>(
            batch[row], columns.Times[row], WindowAt(columns, row), firing.Pane, firing.ProcessingTime, firing.Watermark, firing.IsRetraction);
    }

    /// <summary>The pane of a row, or for a row that was never grouped where the clock and the watermark stood; rows are asked for in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref readonly Firing FiringAt(Columns columns, int row)
    {
        if (columns.HasFirings)
        {
            return ref columns.Firings[row];
        }

        if (nextMark < columns.Marks.Count && columns.Marks[nextMark].Position <= row)
        {
            Settle(columns, row);
        }

        return ref arrival;
    }

    /// <summary>The window of a row.</summary>
    public Window WindowAt(Columns columns, int row) => assigner?.Assign(columns.Times[row]) ?? columns.Windows[row];

    /// <summary>Takes note of the marks up to the end of the batch.</summary>
    public void End(Batch<T> batch) => Settle(batch.Columns, batch.Count);

    private void Settle(Columns columns, int row)
    {
        var (clock, watermark) = (arrival.ProcessingTime, arrival.Watermark);
        for (; nextMark < columns.Marks.Count && columns.Marks[nextMark].Position <= row; nextMark++)
        {
            ref readonly var mark = ref columns.Marks[nextMark];
            (clock, watermark) = mark.Kind == MarkKind.Clock ? (mark.Ticks, watermark) : (clock, mark.Ticks);
        }

        arrival = arrival with { ProcessingTime = clock, Watermark = watermark };
    }
}
