using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>
/// The fastest loop for just this query, in safe code: a table of sums for each open window, a watermark, and a flush. It is
/// right for any keys, any disorder and any times of this era; what it has is only what the query needs.
/// </summary>
public sealed class HandWrittenLoop : IRival<Event, WindowSum>
{
    public string Name => "hand-written loop";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var windows = new OpenSums();
        var current = (SumTable?)null;
        var (start, length) = (0L, 0UL);
        var (greatest, watermark, late) = (long.MinValue, long.MinValue, 0L);
        foreach (ref readonly var e in events.AsSpan())
        {
            var ticks = e.Ticks;

            // One comparison for "before its start or at its end"; a length of 0 matches nothing.
            if ((ulong)(ticks - start) >= length)
            {
                start = FixedWindowQuery.WindowStart(ticks);
                if (start + FixedWindowQuery.Size <= watermark)
                {
                    late++;
                    length = 0;
                    continue;
                }

                current = windows.FindOrOpen(start);
                length = (ulong)FixedWindowQuery.Size;
            }

            current!.Add(e.Key, e.Value);
            if (ticks > greatest)
            {
                // What this flushes ended before this event, so it is never the current window.
                greatest = ticks;
                watermark = ticks - FixedWindowQuery.Delay;
                if (watermark >= windows.FirstEnd)
                {
                    windows.Flush(watermark, emit);
                }
            }
        }

        windows.Flush(long.MaxValue, emit);
        return late;
    }
}
