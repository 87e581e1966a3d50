using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.Tables;
using Dataflow.Panes;

namespace Dataflow.Benchmarks.Triggers;

/// <summary>The loop of <see cref="FixedWindowSums.HandWrittenLoop"/> with panes that are early, on time and late.</summary>
public sealed class EarlyCountLoop(bool retracting) : IRival<Event, PaneSum>
{
    private static readonly long Size = EarlyCountQuery.Windows.Size;

    public string Name => "hand-written loop";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<PaneSum> emit)
    {
        var delay = EarlyCountQuery.Windows.Delay;
        var windows = new OpenTables<EarlyCountCell>();
        var current = (KeyTable<EarlyCountCell>?)null;
        var (entries, shift) = (Array.Empty<KeyTable<EarlyCountCell>.Entry>(), 0);
        var (start, length) = (0L, 0UL);
        var (greatest, watermark, deadline, late) = (long.MinValue, long.MinValue, long.MaxValue, 0L);
        foreach (ref readonly var e in events.AsSpan())
        {
            var ticks = e.Ticks;
            var tag = KeyTable<EarlyCountCell>.TagOf(e.Key);
            if ((ulong)(ticks - start) >= length)
            {
                start = EarlyCountQuery.Windows.WindowStart(ticks);
                length = 0;
                if (start + Size + EarlyCountQuery.Lateness <= watermark)
                {
                    late++;
                    continue;
                }

                current = windows.FindOrOpen(start);
                deadline = Deadline(windows, watermark);
                if (start + Size <= watermark)
                {
                    // Past its end each element is a pane.
                    ref var own = ref current.FindOrAdd(tag);
                    own.Sum = checked(own.Sum + e.Value);
                    Fire(ref own, start, e.Key, PaneTiming.Late, emit);
                    continue;
                }

                (entries, shift) = (current.Entries, current.Shift);
                length = (ulong)Size;
            }

            ref var entry = ref entries[KeyTable<EarlyCountCell>.SlotOf(tag, shift)];
            ref var cell = ref entry.Cell;
            if (entry.Tag != tag)
            {
                cell = ref current!.FindOrAdd(tag);
                (entries, shift) = (current.Entries, current.Shift);
            }

            cell.Sum = checked(cell.Sum + e.Value);
            if (++cell.Pending == EarlyCountQuery.Count)
            {
                Fire(ref cell, start, e.Key, PaneTiming.Early, emit);
            }

            if (ticks > greatest)
            {
                greatest = ticks;
                if (ticks - delay >= deadline)
                {
                    AdvanceWatermark(windows, watermark, ticks - delay, emit);
                    deadline = Deadline(windows, ticks - delay);
                }

                watermark = ticks - delay;
            }
        }

        AdvanceWatermark(windows, watermark, long.MaxValue, emit);
        return late;
    }

    private void AdvanceWatermark(OpenTables<EarlyCountCell> windows, long from, long to, Action<PaneSum> emit)
    {
        for (var i = 0; i < windows.Count && windows[i].Start + Size <= to; i++)
        {
            if (windows[i].Start + Size > from)
            {
                foreach (ref var entry in windows[i].Entries.AsSpan())
                {
                    if (entry.Tag != 0)
                    {
                        Fire(ref entry.Cell, windows[i].Start, entry.Key, PaneTiming.OnTime, emit);
                    }
                }
            }
        }

        while (windows.Count > 0 && windows.FirstStart + Size <= to - EarlyCountQuery.Lateness)
        {
            windows.CloseFirst();
        }
    }

    private void Fire(ref EarlyCountCell cell, long start, int key, PaneTiming timing, Action<PaneSum> emit)
    {
        if (retracting && cell.HasPane)
        {
            emit(new PaneSum(start, key, cell.Emitted, cell.Timing, IsRetraction: true));
        }

        emit(new PaneSum(start, key, cell.Sum, timing, IsRetraction: false));
        (cell.Emitted, cell.Pending, cell.HasPane, cell.Timing) = (cell.Sum, 0, true, timing);
    }

    // The first watermark at which a window is due or expires.
    private static long Deadline(OpenTables<EarlyCountCell> windows, long watermark)
    {
        var deadline = windows.Count > 0 ? windows.FirstStart + Size + EarlyCountQuery.Lateness : long.MaxValue;
        for (var i = 0; i < windows.Count; i++)
        {
            if (windows[i].Start + Size > watermark)
            {
                return Math.Min(deadline, windows[i].Start + Size);
            }
        }

        return deadline;
    }
}
