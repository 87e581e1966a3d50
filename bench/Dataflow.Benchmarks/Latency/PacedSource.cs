using Dataflow.Benchmarks.Measuring;
using Dataflow.Sources;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Benchmarks.Latency;

/// <summary>A live source over a feed: it takes what is there, and waits only when there is nothing.</summary>
internal sealed class PacedSource(PacedFeed feed, Duration delay) : Source<Event>
{
    public override WatermarkPolicy Watermark => WatermarkPolicy.Bounded(delay);

    public override bool IsRepeatable => false;

    public override bool IsBounded => false;

    public override SourceReader<Event> Open()
    {
        feed.Start();
        return new Reader(feed);
    }

    public override string ToString() => $"{PacedFeed.PerSecond} events a second";

    private sealed class Reader(PacedFeed feed) : SourceReader<Event>
    {
        private Event[]? chunk;
        private int next;

        public override async ValueTask<bool> ReadAsync(SourceBatch<Event> batch, CancellationToken cancellationToken)
        {
            while (!batch.IsFull)
            {
                if (chunk is null && !feed.Chunks.TryRead(out chunk))
                {
                    if (batch.Count > 0)
                    {
                        return true;
                    }

                    if (!await feed.Chunks.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                    {
                        return false;
                    }

                    continue;
                }

                Take(batch, chunk);
            }

            return true;
        }

        private void Take(SourceBatch<Event> batch, Event[] events)
        {
            for (; next < events.Length && !batch.IsFull; next++)
            {
                batch.Add(events[next], events[next].Ticks);
            }

            if (next == events.Length)
            {
                feed.Return(events);
                (chunk, next) = (null, 0);
            }
        }
    }
}
