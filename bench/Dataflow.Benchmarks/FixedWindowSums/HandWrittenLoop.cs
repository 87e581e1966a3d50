using System.Runtime.CompilerServices;
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

    // Called a few times on millions of events, the loop would stay in an on-stack replacement; this was measured to be faster
    // than that and than the last tier with its profile.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var windows = new OpenSums();
        var current = (SumTable?)null;
        var (entries, shift) = (Array.Empty<SumTable.Entry>(), 0);
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
                (entries, shift) = (current.Entries, current.Shift);
                length = (ulong)FixedWindowQuery.Size;
            }

            // The key is nearly always in its first slot: look there in line, with the table in registers.
            var tag = SumTable.TagOf(e.Key);
            ref var entry = ref entries[SumTable.SlotOf(tag, shift)];
            if (entry.Tag == tag)
            {
                entry.Sum = checked(entry.Sum + e.Value);
            }
            else
            {
                current!.Add(tag, e.Value);
                (entries, shift) = (current.Entries, current.Shift);
            }

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
