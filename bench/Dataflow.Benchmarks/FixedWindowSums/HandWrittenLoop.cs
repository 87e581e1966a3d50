using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.Tables;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>
/// The fastest loop for just this query, in safe code: a table of sums for each open window, a watermark, and a flush. It is
/// right for any keys, any disorder and any times of this era; what it has is only what the query needs.
/// </summary>
public sealed class HandWrittenLoop(FixedWindowQuery query) : IRival<Event, WindowSum>
{
    public string Name => "hand-written loop";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var (size, delay) = (query.Size, query.Delay);
        var windows = new OpenTables<long>();
        var current = (KeyTable<long>?)null;
        var (entries, shift) = (Array.Empty<KeyTable<long>.Entry>(), 0);
        var (start, length) = (0L, 0UL);
        var (greatest, watermark, late) = (long.MinValue, long.MinValue, 0L);
        foreach (ref readonly var e in events.AsSpan())
        {
            var ticks = e.Ticks;

            // One comparison for "before its start or at its end"; a length of 0 matches nothing.
            if ((ulong)(ticks - start) >= length)
            {
                start = query.WindowStart(ticks);
                if (start + size <= watermark)
                {
                    late++;
                    length = 0;
                    continue;
                }

                current = windows.FindOrOpen(start);
                (entries, shift) = (current.Entries, current.Shift);
                length = (ulong)size;
            }

            // The key is nearly always in its first slot: look there in line, with the table in registers.
            var tag = KeyTable<long>.TagOf(e.Key);
            ref var entry = ref entries[KeyTable<long>.SlotOf(tag, shift)];
            if (entry.Tag == tag)
            {
                entry.Cell = checked(entry.Cell + e.Value);
            }
            else
            {
                ref var sum = ref current!.FindOrAdd(tag);
                sum = checked(sum + e.Value);
                (entries, shift) = (current.Entries, current.Shift);
            }

            if (ticks > greatest)
            {
                // What this flushes ended before this event, so it is never the current window.
                greatest = ticks;
                watermark = ticks - delay;
                if (watermark - size >= windows.FirstStart)
                {
                    Flush(windows, watermark, emit);
                }
            }
        }

        Flush(windows, long.MaxValue, emit);
        return late;
    }

    private void Flush(OpenTables<long> windows, long watermark, Action<WindowSum> emit)
    {
        while (windows.Count > 0 && windows.FirstStart + query.Size <= watermark)
        {
            foreach (ref readonly var entry in windows.First.Entries.AsSpan())
            {
                if (entry.Tag != 0)
                {
                    emit(new WindowSum(windows.FirstStart, entry.Key, entry.Cell));
                }
            }

            windows.CloseFirst();
        }
    }
}
