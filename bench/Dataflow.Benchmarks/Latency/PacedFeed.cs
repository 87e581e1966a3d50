using System.Diagnostics;
using System.Threading.Channels;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Latency;

/// <summary>
/// A thread that gives events at a steady rate into a channel, in chunks of 100 µs and some ten of these in a burst, whether they are taken or not. It sleeps until some are due, so that it leaves its processor
/// to others. Each event has a time at which it is due, and latencies count from that, so that what the consumer loses counts, and what the feed itself loses.
/// </summary>
internal sealed class PacedFeed
{
    public const int PerSecond = 1_000_000;

    private const int ChunkSize = 100;
    private const long TicksAnEvent = TimeSpan.TicksPerSecond / PerSecond;

    private readonly Event[] ring;
    private readonly long delay;
    private readonly long windowSize;
    private readonly int count;
    private readonly long[] passed;
    private readonly Channel<Event[]> chunks = Channel.CreateUnbounded<Event[]>(new() { SingleReader = true, SingleWriter = true });
    private readonly Channel<Event[]> free = Channel.CreateUnbounded<Event[]>(new() { SingleReader = true, SingleWriter = true });

    public PacedFeed(TimeSpan length, int keys, TimeSpan disorder, long delay, long windowSize)
    {
        (this.delay, this.windowSize, count) = (delay, windowSize, (int)(length.TotalSeconds * PerSecond));

        // Times of these are how far they lie behind their place.
        ring = (EventStream.Standard with { Keys = keys, Disorder = disorder, Start = 0, PerMillisecond = int.MaxValue }).Take(PerSecond);
        passed = new long[(count * TicksAnEvent / windowSize) + 1];
    }

    public ChannelReader<Event[]> Chunks => chunks.Reader;

    public int Count => count;

    /// <summary>When the event was due that took the watermark to the end of the window that starts at this time; 0 if there was none.</summary>
    public long PassedAt(long windowStart) => windowStart / windowSize is var window && window >= 0 && window < passed.Length ? passed[window] : 0;

    /// <summary>Gives a chunk back that has been read.</summary>
    public void Return(Event[] chunk) => free.Writer.TryWrite(chunk);

    public void Start() => new Thread(Run) { IsBackground = true, Name = "feed" }.Start();

    private void Run()
    {
        var (greatest, window) = (long.MinValue, 0);
        var start = Stopwatch.GetTimestamp();
        var ticksAnEvent = (double)Stopwatch.Frequency / PerSecond;
        for (var next = 0; next < count; next += ChunkSize)
        {
            var chunk = free.Reader.TryRead(out var used) ? used : new Event[ChunkSize];
            for (var i = 0; i < ChunkSize; i++)
            {
                var e = ring[(next + i) % ring.Length];
                var ticks = Math.Max(0, ((next + i) * TicksAnEvent) + e.Ticks);
                chunk[i] = e with { Ticks = ticks };
                greatest = Math.Max(greatest, ticks);
                if (greatest - delay >= (window + 1) * windowSize)
                {
                    passed[window++] = start + (long)((next + i) * ticksAnEvent);
                }
            }

            // The last event of the chunk is due.
            var due = start + (long)((next + ChunkSize) * ticksAnEvent);
            while (Stopwatch.GetTimestamp() < due)
            {
                Thread.Sleep(1);
            }

            chunks.Writer.TryWrite(chunk);
        }

        chunks.Writer.Complete();
    }
}
