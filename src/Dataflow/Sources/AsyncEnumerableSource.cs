using Dataflow.Engine.Steps;
using Dataflow.Watermarks;

namespace Dataflow.Sources;

/// <summary>Reads an asynchronous sequence, which is enumerated once a run. It waits only while it has nothing to hand on.</summary>
internal sealed class AsyncEnumerableSource<T>(
    string step, IAsyncEnumerable<T> elements, TimestampFn<T> timestamp, WatermarkPolicy watermark, bool isBounded) : Source<T>
{
    public override WatermarkPolicy Watermark => watermark;

    public override bool IsRepeatable => false;

    public override bool IsBounded => isBounded;

    public override SourceReader<T> Open() => new Reader(step, elements, timestamp);

    public override string ToString() => $"an asynchronous sequence{(isBounded ? "" : " without a known end")}";

    private sealed class Reader(string step, IAsyncEnumerable<T> elements, TimestampFn<T> timestamp) : SourceReader<T>
    {
        private readonly TimedElements<T> timed = new(step, timestamp);
        private readonly CancellationTokenSource stop = new();
        private IAsyncEnumerator<T>? enumerator;
        private Task<bool>? moving;
        private long count;

        public override async ValueTask<bool> ReadAsync(SourceBatch<T> batch, CancellationToken cancellationToken)
        {
            enumerator ??= elements.GetAsyncEnumerator(stop.Token);
            while (!batch.IsFull)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var next = moving is null ? enumerator.MoveNextAsync() : new ValueTask<bool>(moving);
                if (!next.IsCompleted)
                {
                    moving ??= next.AsTask();
                    next = new ValueTask<bool>(moving);
                    if (batch.Count > 0)
                    {
                        return true;
                    }

                    next = new ValueTask<bool>(moving.WaitAsync(cancellationToken));
                }

                if (!await FinishAsync(next, cancellationToken).ConfigureAwait(false))
                {
                    return false;
                }

                timed.Add(batch, enumerator.Current);
                count++;
            }

            return true;
        }

        private async ValueTask<bool> FinishAsync(ValueTask<bool> next, CancellationToken cancellationToken)
        {
            try
            {
                var hasNext = await next.ConfigureAwait(false);
                moving = null;
                return hasNext;
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                moving = null;
                throw Failure.At(step, $"number {count}, counted from 0, which the sequence failed to give", e);
            }
        }

        public override async ValueTask DisposeAsync()
        {
            await stop.CancelAsync().ConfigureAwait(false);
            if (enumerator is not null && moving is null)
            {
                await enumerator.DisposeAsync().ConfigureAwait(false);
            }
            else if (enumerator is not null)
            {
                // An enumerator may not be disposed while it moves, and a sequence that does not heed its token may never come back.
                _ = moving!.ContinueWith(_ => enumerator.DisposeAsync(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            stop.Dispose();
            await base.DisposeAsync().ConfigureAwait(false);
        }
    }
}
