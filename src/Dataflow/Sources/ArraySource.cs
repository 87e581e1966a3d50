using Dataflow.Engine.Batches;
using Dataflow.Watermarks;

namespace Dataflow.Sources;

/// <summary>Shows the elements of an array without a copy.</summary>
internal sealed class ArraySource<T>(string step, T[] elements, TimestampFn<T> timestamp, WatermarkPolicy watermark) : Source<T>
{
    public override WatermarkPolicy Watermark => watermark;

    public override SourceReader<T> Open() => new Reader(step, elements, timestamp);

    public override string ToString() => $"{elements.Length} elements in memory";

    private sealed class Reader(string step, T[] elements, TimestampFn<T> timestamp) : SourceReader<T>
    {
        private int next;

        public override ValueTask<bool> ReadAsync(SourceBatch<T> batch, CancellationToken cancellationToken)
        {
            var count = Math.Min(batch.Capacity, elements.Length - next);
            batch.Batch.Show(elements, next, count, last: true);
            Prefetch.Touch(batch.Batch.Span);
            timestamp.Extract(step, elements.AsSpan(next, count), batch.Batch.Columns.Times);
            next += count;
            return new ValueTask<bool>(next < elements.Length);
        }
    }
}
