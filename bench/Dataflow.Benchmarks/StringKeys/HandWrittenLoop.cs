using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.StringKeys;

/// <summary>The loop of <see cref="FixedWindowSums.HandWrittenLoop"/> over objects with string keys.</summary>
public sealed class HandWrittenLoop(FixedWindowQuery query) : IRival<Reading, SensorSum>
{
    public string Name => "hand-written loop";

    public bool HasWatermark => true;

    public long Run(Reading[] events, Action<SensorSum> emit)
    {
        var (size, delay) = (query.Size, query.Delay);
        var windows = new OpenSensorTables();
        var current = (SensorTable?)null;
        var (index, cells) = (Array.Empty<uint>(), Array.Empty<SensorTable.Cell>());
        var (start, length) = (0L, 0UL);
        var (greatest, watermark, late) = (long.MinValue, long.MinValue, 0L);
        foreach (var e in events)
        {
            var ticks = e.Ticks;
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
                (index, cells) = (current.Index, current.Cells);
                length = (ulong)size;
            }

            var hash = SensorTable.HashOf(e.Sensor);
            var number = SensorTable.NumberIn(index[hash & (uint)(index.Length - 1)], hash);
            if (number < (uint)cells.Length && cells[number].Key == e.Sensor)
            {
                ref var sum = ref cells[number].Sum;
                sum = checked(sum + e.Value);
            }
            else
            {
                ref var sum = ref current!.FindOrAdd(e.Sensor, hash);
                sum = checked(sum + e.Value);
                (index, cells) = (current.Index, current.Cells);
            }

            if (ticks > greatest)
            {
                greatest = ticks;
                watermark = ticks - delay;
                if (watermark - size >= windows.FirstStart)
                {
                    windows.Flush(query, watermark, emit);
                }
            }
        }

        windows.Flush(query, long.MaxValue, emit);
        return late;
    }
}
