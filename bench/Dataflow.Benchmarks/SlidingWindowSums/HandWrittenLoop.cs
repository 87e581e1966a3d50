using System.Diagnostics;
using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.Tables;

namespace Dataflow.Benchmarks.SlidingWindowSums;

/// <summary>
/// The fastest loop for just this query: each event goes into the slice of one period that it is in, whatever the size of the windows, and
/// <see cref="RunningSums"/> moves on over the slices.
/// </summary>
public sealed class HandWrittenLoop(SlidingWindowQuery query) : IRival<Event, WindowSum>
{
    public string Name => "hand-written loop";

    public bool HasWatermark => true;

    public TimeSpan Drain { get; private set; }

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var (period, delay) = (query.Period, query.Delay);
        var windows = new RunningSums(query, emit);
        var current = (KeyTable<long>?)null;
        var (entries, shift) = (Array.Empty<KeyTable<long>.Entry>(), 0);
        var (start, length) = (0L, 0UL);
        var (greatest, late) = (long.MinValue, 0L);
        foreach (ref readonly var e in events.AsSpan())
        {
            var ticks = e.Ticks;
            if ((ulong)(ticks - start) >= length)
            {
                start = FixedWindowQuery.Floor(ticks, period);
                length = 0;

                // A slice of which a window has fired is not the current one: each of its events must be looked at.
                if (windows.HasFiredFor(start))
                {
                    late += windows.AddBehind(e, start);
                    continue;
                }

                current = windows.Slices.FindOrOpen(start);
                (entries, shift) = (current.Entries, current.Shift);
                length = (ulong)period;
            }

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
                greatest = ticks;
                if (windows.AdvanceWatermark(ticks - delay) && windows.HasFiredFor(start))
                {
                    length = 0;
                }
            }
        }

        var end = Stopwatch.GetTimestamp();
        windows.AdvanceWatermark(long.MaxValue);
        Drain = Stopwatch.GetElapsedTime(end);
        return late;
    }
}
