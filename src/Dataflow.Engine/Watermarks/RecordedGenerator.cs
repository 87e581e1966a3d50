using Dataflow.Engine.Batches;

namespace Dataflow.Engine.Watermarks;

/// <summary>Takes the watermark from the source's own marks.</summary>
internal sealed class RecordedGenerator : WatermarkGenerator
{
    private protected override bool MovesWithin(Columns columns) =>
        ClockMovesWithin(TimeColumn.MinMax(columns.Times.AsSpan(0, columns.Count)).Max);

    private protected override void TakeSourceWatermark(int position, long ticks) => AdvanceWatermark(position, ticks);
}
