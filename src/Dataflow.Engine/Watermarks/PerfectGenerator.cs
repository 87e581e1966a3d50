using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Watermarks;

/// <summary>Sets the watermark to the least event time still to come, which a reading ahead has found.</summary>
internal sealed class PerfectGenerator(SuffixMinima minima) : WatermarkGenerator
{
    private long rowsBefore;
    private int step;

    private protected override bool MovesWithin(Columns columns) =>
        minima.At(rowsBefore + columns.Count, ref step) > Watermark
        || ClockMovesWithin(TimeColumn.MinMax(columns.Times.AsSpan(0, columns.Count)).Max);

    private protected override void SkipRows(int count) => rowsBefore += count;

    // MovesWithin may have run ahead, so the search starts over from the batch's first row.
    private protected override void BeforeFirstRow(Columns columns)
    {
        step = minima.StepOf(rowsBefore);
        AdvanceWatermark(0, minima.At(rowsBefore, ref step));
    }

    private protected override void AfterRow(int row, long time)
    {
        rowsBefore++;
        AdvanceWatermark(row + 1, minima.At(rowsBefore, ref step));
    }
}
