using Dataflow.Benchmarks.Measuring;
using Dataflow.Sources;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Benchmarks.Growth;

/// <summary>The same events again and again, each time later, so that a long stream needs no more memory than a short one.</summary>
internal sealed class RepeatedSource(Event[] events, int laps, long lapTicks, Duration delay) : Source<Event>
{
    public override WatermarkPolicy Watermark => WatermarkPolicy.Bounded(delay);

    public override SourceReader<Event> Open() => new Reader(events, laps, lapTicks);

    public override string ToString() => $"{events.Length} events, {laps} times";

    private sealed class Reader(Event[] events, int laps, long lapTicks) : SourceReader<Event>
    {
        private int lap;
        private int next;

        public override ValueTask<bool> ReadAsync(SourceBatch<Event> batch, CancellationToken cancellationToken)
        {
            var shift = lap * lapTicks;
            var count = Math.Min(batch.Capacity - batch.Count, events.Length - next);
            foreach (ref readonly var e in events.AsSpan(next, count))
            {
                batch.Add(e, e.Ticks + shift);
            }

            next += count;
            if (next == events.Length)
            {
                (next, lap) = (0, lap + 1);
            }

            return new ValueTask<bool>(lap < laps);
        }
    }
}
