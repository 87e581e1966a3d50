using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.Growth;

/// <summary>
/// A loop for many open windows: one table by window and key, so that it makes no difference how many windows there are, and the keys of each window beside it, to take its sums out.
/// Right for any keys and any disorder, as long as the open windows lie no more than some million windows apart: they have a place each.
/// </summary>
internal sealed class OneTableLoop(FixedWindowQuery query) : IRival<Event, WindowSum>
{
    public string Name => "hand-written, one table for all windows";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var windows = new WindowRing(query.Size);
        var table = new WindowKeyTable();
        var (numbers, entries, shift) = (windows.Numbers, table.Entries, table.Shift);
        var (greatest, watermark, late) = (long.MinValue, long.MinValue, 0L);
        foreach (ref readonly var e in events.AsSpan())
        {
            var number = windows.NumberOf(e.Ticks);
            var place = (int)number & (numbers.Length - 1);
            if (numbers[place] != number)
            {
                if (windows.StartOf(number) + query.Size <= watermark)
                {
                    late++;
                    continue;
                }

                if (!windows.TryOpen(number))
                {
                    (windows, table) = Larger(windows, table, number);
                    (entries, shift) = (table.Entries, table.Shift);
                }

                numbers = windows.Numbers;
                place = (int)number & (numbers.Length - 1);
            }

            var tag = WindowKeyTable.TagOf(place, e.Key);
            ref var entry = ref entries[WindowKeyTable.SlotOf(tag, shift)];
            if (entry.Tag == tag)
            {
                entry.Sum = checked(entry.Sum + e.Value);
            }
            else
            {
                ref var sum = ref table.FindOrAdd(tag, out var isNew);
                sum = checked(sum + e.Value);
                (entries, shift) = (table.Entries, table.Shift);
                if (isNew)
                {
                    windows.KeysAt(place).Add(e.Key);
                }
            }

            if (e.Ticks > greatest)
            {
                greatest = e.Ticks;
                watermark = greatest - query.Delay;
                if (watermark - query.Size >= windows.FirstStart)
                {
                    Flush(windows, table, watermark, emit);
                }
            }
        }

        Flush(windows, table, long.MaxValue, emit);
        return late;
    }

    // Two open windows want one place: all move to a ring with more of them, and their keys to a table that goes by the new places.
    private (WindowRing Windows, WindowKeyTable Table) Larger(WindowRing old, WindowKeyTable from, ulong wanted)
    {
        var windows = new WindowRing(query.Size, old.Numbers, wanted);
        var table = new WindowKeyTable();
        for (var place = 0; place < old.Numbers.Length; place++)
        {
            if (old.Numbers[place] is not 0 and var number)
            {
                var newPlace = (int)number & (windows.Numbers.Length - 1);
                foreach (var key in old.KeysAt(place))
                {
                    windows.KeysAt(newPlace).Add(key);
                    table.FindOrAdd(WindowKeyTable.TagOf(newPlace, key), out _) = from.Remove(WindowKeyTable.TagOf(place, key));
                }
            }
        }

        return (windows, table);
    }

    private void Flush(WindowRing windows, WindowKeyTable table, long watermark, Action<WindowSum> emit)
    {
        while (windows.Count > 0 && windows.FirstStart + query.Size <= watermark)
        {
            var place = windows.FirstPlace;
            foreach (var key in windows.KeysAt(place))
            {
                emit(new WindowSum(windows.FirstStart, key, table.Remove(WindowKeyTable.TagOf(place, key))));
            }

            windows.CloseFirst();
        }
    }
}
