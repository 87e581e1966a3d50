using Dataflow.Engine.Steps;
using Dataflow.Watermarks;

namespace Dataflow.Sources;

/// <summary>Reads a sequence, which is enumerated once a run.</summary>
internal sealed class EnumerableSource<T>(string step, IEnumerable<T> elements, TimestampFn<T> timestamp, WatermarkPolicy watermark) : Source<T>
{
    public override WatermarkPolicy Watermark => watermark;

    public override bool IsRepeatable => false;

    public override SourceReader<T> Open() => new Reader(step, elements.GetEnumerator(), timestamp);

    public override string ToString() => "a sequence";

    private sealed class Reader(string step, IEnumerator<T> elements, TimestampFn<T> timestamp) : SourceReader<T>
    {
        private readonly TimedElements<T> timed = new(step, timestamp);
        private long count;

        public override ValueTask<bool> ReadAsync(SourceBatch<T> batch, CancellationToken cancellationToken)
        {
            while (!batch.IsFull)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!MoveNext())
                {
                    return new ValueTask<bool>(false);
                }

                timed.Add(batch, elements.Current);
                count++;
            }

            return new ValueTask<bool>(true);
        }

        private bool MoveNext()
        {
            try
            {
                return elements.MoveNext();
            }
            catch (Exception e)
            {
                throw Failure.At(step, $"number {count}, counted from 0, which the sequence failed to give", e);
            }
        }

        public override ValueTask DisposeAsync()
        {
            elements.Dispose();
            return base.DisposeAsync();
        }
    }
}
