using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.Tables;
using Dataflow.Panes;

namespace Dataflow.Benchmarks.Triggers;

/// <summary>
/// The loop of <see cref="FixedWindowSums.HandWrittenLoop"/> with early panes by processing time. As all delays are the same and the clock does not go back,
/// timers are due in the order in which they were set: a queue holds them.
/// </summary>
public sealed class EarlyDelayLoop : IRival<Event, PaneSum>
{
    private static readonly long Size = EarlyDelayQuery.Windows.Size;

    public string Name => "hand-written loop";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<PaneSum> emit)
    {
        var delay = EarlyDelayQuery.Windows.Delay;
        var windows = new OpenTables<EarlyDelayCell>();
        var timers = new Queue<(long Due, long Start, ulong Tag)>();
        var nextDue = long.MaxValue;
        var current = (KeyTable<EarlyDelayCell>?)null;
        var (entries, shift) = (Array.Empty<KeyTable<EarlyDelayCell>.Entry>(), 0);
        var (start, length) = (0L, 0UL);
        var (clock, watermark, late) = (long.MinValue, long.MinValue, 0L);
        foreach (ref readonly var e in events.AsSpan())
        {
            var ticks = e.Ticks;
            var isNewest = ticks > clock;
            if (isNewest)
            {
                // The clock moves before the element, the watermark after it. Timers run when the clock has passed them.
                clock = ticks;
                if (nextDue < clock)
                {
                    nextDue = Fire(windows, timers, clock, emit);
                }
            }

            if ((ulong)(ticks - start) >= length)
            {
                start = EarlyDelayQuery.Windows.WindowStart(ticks);
                if (start + Size <= watermark)
                {
                    late++;
                    length = 0;
                    continue;
                }

                current = windows.FindOrOpen(start);
                (entries, shift) = (current.Entries, current.Shift);
                length = (ulong)Size;
            }

            var tag = KeyTable<EarlyDelayCell>.TagOf(e.Key);
            ref var entry = ref entries[KeyTable<EarlyDelayCell>.SlotOf(tag, shift)];
            ref var cell = ref entry.Cell;
            if (entry.Tag != tag)
            {
                cell = ref current!.FindOrAdd(tag);
                (entries, shift) = (current.Entries, current.Shift);
            }

            cell.Sum = checked(cell.Sum + e.Value);
            if (!cell.Waits)
            {
                cell.Waits = true;
                timers.Enqueue((clock + EarlyDelayQuery.EarlyDelay, start, tag));
                nextDue = Math.Min(nextDue, clock + EarlyDelayQuery.EarlyDelay);
            }

            if (isNewest)
            {
                watermark = ticks - delay;
                if (watermark - Size >= windows.FirstStart)
                {
                    AdvanceWatermark(windows, watermark, emit);
                }
            }
        }

        AdvanceWatermark(windows, long.MaxValue, emit);
        return late;
    }

    // Gives when the next is due. The timers of windows that are closed are left in the queue, and fire nothing.
    private static long Fire(OpenTables<EarlyDelayCell> windows, Queue<(long Due, long Start, ulong Tag)> timers, long clock, Action<PaneSum> emit)
    {
        var table = (KeyTable<EarlyDelayCell>?)null;
        while (timers.TryPeek(out var timer))
        {
            if (timer.Due >= clock)
            {
                return timer.Due;
            }

            timers.Dequeue();
            table = table?.Start == timer.Start ? table : windows.Find(timer.Start);
            if (table is not null)
            {
                ref var entry = ref table.Find(timer.Tag);
                entry.Cell.Waits = false;
                emit(new PaneSum(timer.Start, entry.Key, entry.Cell.Sum, PaneTiming.Early, IsRetraction: false));
            }
        }

        return long.MaxValue;
    }

    private static void AdvanceWatermark(OpenTables<EarlyDelayCell> windows, long watermark, Action<PaneSum> emit)
    {
        while (windows.Count > 0 && windows.FirstStart + Size <= watermark)
        {
            foreach (ref readonly var entry in windows.First.Entries.AsSpan())
            {
                if (entry.Tag != 0)
                {
                    emit(new PaneSum(windows.FirstStart, entry.Key, entry.Cell.Sum, PaneTiming.OnTime, IsRetraction: false));
                }
            }

            windows.CloseFirst();
        }
    }
}
