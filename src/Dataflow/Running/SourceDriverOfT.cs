using System.Runtime.ExceptionServices;
using Dataflow.Engine.Batches;
using Dataflow.Engine.Steps;
using Dataflow.Engine.Watermarks;
using Dataflow.Sources;
using Dataflow.Time;

namespace Dataflow.Running;

/// <summary>Drives a source of <typeparamref name="T"/>.</summary>
internal sealed class SourceDriver<T>(Source<T> source, StepCounters counters, Receiver<T> next, CauseCounter? causes) : SourceDriver
{
    private SourceReader<T>? reader;
    private SourceBatch<T> batch = null!;
    private Batch<T> part = null!;
    private WatermarkGenerator generator = null!;
    private int sentRows;
    private int sentMarks;
    private bool hasBatch;
    private bool isRead;
    private ExceptionDispatchInfo? failure;
    private long watermark = EventTime.StartTicks;

    public override long Watermark => watermark;

    public override long Elements => counters.In;

    public override long Clock => generator.Clock;

    public override bool HasBatch => hasBatch;

    public override async Task OpenAsync(int batchSize, CancellationToken cancellationToken)
    {
        batch = new SourceBatch<T>(batchSize);
        part = new Batch<T>(0);
        (reader, generator) = await ReadAhead.OpenAsync(source, batchSize, cancellationToken).ConfigureAwait(false);
    }

    public override async ValueTask LoadAsync(CancellationToken cancellationToken)
    {
        failure?.Throw();
        batch.Batch.Clear();
        try
        {
            isRead = !await reader!.ReadAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException && !batch.Batch.Columns.IsEmpty)
        {
            // What the source gave before it failed goes on first.
            failure = ExceptionDispatchInfo.Capture(e);
        }

        var columns = batch.Batch.Columns;
        counters.In += columns.Count;
        counters.Out += columns.Count;
        generator.Annotate(columns);
        if (isRead && generator.Watermark < EventTime.EndTicks)
        {
            // The end of the input is the end of time: everything still open fires (choice 12).
            columns.Marks.Add(columns.Count, MarkKind.Watermark, EventTime.EndTicks);
        }

        (sentRows, sentMarks, hasBatch) = (0, 0, true);
    }

    public override void Send(long limit)
    {
        var columns = batch.Batch.Columns;
        var cut = limit == EventTime.EndTicks ? columns.Marks.Count : sentMarks;
        while (cut < columns.Marks.Count && !(columns.Marks[cut].Kind == MarkKind.Watermark && columns.Marks[cut].Ticks > limit))
        {
            cut++;
        }

        var isRest = cut == columns.Marks.Count || (cut == columns.Marks.Count - 1 && columns.Marks[cut].Position == columns.Count);
        if (isRest && sentMarks == 0)
        {
            watermark = columns.Marks.LastWatermark(watermark);
            causes?.Number(columns);
            next.Receive(batch.Batch);
        }
        else
        {
            SendPart(isRest ? columns.Marks.Count : cut + 1, isRest ? columns.Count : columns.Marks[cut].Position);
        }

        hasBatch = !isRest;
        HasEnded = isRest && isRead;
    }

    public override ValueTask DisposeAsync() => reader?.DisposeAsync() ?? ValueTask.CompletedTask;

    private void SendPart(int toMark, int toRow)
    {
        var (from, to) = (batch.Batch.Columns, part.Columns);
        part.Show(batch.Batch.Values, batch.Batch.Offset + sentRows, toRow - sentRows, batch.Batch.ValuesLast);
        to.Shape(from);
        to.CopyRows(from, sentRows, 0, toRow - sentRows);
        to.Marks.Clear();
        for (; sentMarks < toMark; sentMarks++)
        {
            ref readonly var mark = ref from.Marks[sentMarks];
            to.Marks.Add(mark.Position - sentRows, mark.Kind, mark.Ticks, mark.Cause);
        }

        sentRows = toRow;
        watermark = to.Marks.LastWatermark(watermark);
        causes?.Number(to);
        next.Receive(part);
    }
}
