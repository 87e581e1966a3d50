using System.Numerics;
using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Benchmarks.Tables;

namespace Dataflow.Benchmarks.Growth;

/// <summary>
/// A loop for very many keys: rows are put off, by the hash of their key, and those of one part are folded together, into a table that is small enough to be near while they are.
/// It expects long runs of rows of one window: it is right for any, but goes over all parts wherever the window changes, and each window has a table a part.
/// </summary>
internal sealed class DividedLoop(FixedWindowQuery query) : IRival<Event, WindowSum>
{
    // Of 64 to 1,024 parts and 4,096 to 65,536 rows these were the fastest.
    private const int Parts = 1 << 10;
    private const int MostRows = 1 << 12;

    public string Name => "hand-written, rows divided by hash";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var windows = new SortedDictionary<long, KeyTable<long>[]>();
        var rows = new Row[Parts * MostRows];
        var counts = new int[Parts];
        var (start, length, current) = (0L, 0UL, Array.Empty<KeyTable<long>>());
        var (greatest, watermark, nextEnd, late) = (long.MinValue, long.MinValue, long.MaxValue, 0L);
        foreach (ref readonly var e in events.AsSpan())
        {
            if ((ulong)(e.Ticks - start) >= length)
            {
                FoldAll(current, rows, counts);
                (start, length) = (query.WindowStart(e.Ticks), 0);
                if (start + query.Size <= watermark)
                {
                    late++;
                    continue;
                }

                length = (ulong)query.Size;
                if (!windows.TryGetValue(start, out current!))
                {
                    windows.Add(start, current = [.. Enumerable.Range(0, Parts).Select(static _ => new KeyTable<long>())]);
                }

                nextEnd = windows.Keys.First() + query.Size;
            }

            // By another hash than the tables', or all keys of a part would share its upper bits.
            var part = (int)((uint)(e.Key * 0x2C1B3C6D) >> (32 - BitOperations.Log2(Parts)));
            var count = counts[part];
            if (count == MostRows)
            {
                Fold(current[part], rows.AsSpan(part * MostRows, count));
                count = 0;
            }

            rows[(part * MostRows) + count] = new Row(e.Key, e.Value);
            counts[part] = count + 1;
            if (e.Ticks > greatest)
            {
                greatest = e.Ticks;
                watermark = greatest - query.Delay;
                if (watermark >= nextEnd)
                {
                    FoldAll(current, rows, counts);
                    nextEnd = Flush(windows, watermark, emit);
                }
            }
        }

        FoldAll(current, rows, counts);
        Flush(windows, long.MaxValue, emit);
        return late;
    }

    private static void FoldAll(KeyTable<long>[] tables, Row[] rows, int[] counts)
    {
        for (var part = 0; part < tables.Length; part++)
        {
            Fold(tables[part], rows.AsSpan(part * MostRows, counts[part]));
        }

        Array.Clear(counts);
    }

    private static void Fold(KeyTable<long> table, ReadOnlySpan<Row> rows)
    {
        var (entries, shift) = (table.Entries, table.Shift);
        foreach (ref readonly var row in rows)
        {
            var tag = KeyTable<long>.TagOf(row.Key);
            ref var entry = ref entries[KeyTable<long>.SlotOf(tag, shift)];
            if (entry.Tag == tag)
            {
                entry.Cell = checked(entry.Cell + row.Value);
            }
            else
            {
                ref var sum = ref table.FindOrAdd(tag);
                sum = checked(sum + row.Value);
                (entries, shift) = (table.Entries, table.Shift);
            }
        }
    }

    // Gives the end of the first window that is open then.
    private long Flush(SortedDictionary<long, KeyTable<long>[]> windows, long watermark, Action<WindowSum> emit)
    {
        while (windows.Count > 0 && windows.Keys.First() is var start)
        {
            if (start + query.Size > watermark)
            {
                return start + query.Size;
            }

            foreach (var table in windows[start])
            {
                foreach (ref readonly var entry in table.Entries.AsSpan())
                {
                    if (entry.Tag != 0)
                    {
                        emit(new WindowSum(start, entry.Key, entry.Cell));
                    }
                }
            }

            windows.Remove(start);
        }

        return long.MaxValue;
    }

    private readonly record struct Row(int Key, long Value);
}
