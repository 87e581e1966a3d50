using System.Runtime.InteropServices;
using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.StringKeys;

/// <summary>The loop that most would write, with a <see cref="Dictionary{TKey, TValue}"/> for each open window.</summary>
public sealed class DictionaryLoop(FixedWindowQuery query) : IRival<Reading, SensorSum>
{
    public string Name => "Dictionary loop";

    public bool HasWatermark => true;

    public long Run(Reading[] events, Action<SensorSum> emit)
    {
        var windows = new SortedList<long, Dictionary<string, long>>();
        var (start, sums) = (0L, (Dictionary<string, long>?)null);
        var (greatest, watermark, late) = (long.MinValue, long.MinValue, 0L);
        foreach (var e in events)
        {
            var window = query.WindowStart(e.Ticks);
            if (window + query.Size <= watermark)
            {
                late++;
                continue;
            }

            if (sums is null || window != start)
            {
                start = window;
                if (!windows.TryGetValue(window, out sums))
                {
                    windows.Add(window, sums = []);
                }
            }

            ref var sum = ref CollectionsMarshal.GetValueRefOrAddDefault(sums, e.Sensor, out _);
            sum = checked(sum + e.Value);
            if (e.Ticks > greatest)
            {
                greatest = e.Ticks;
                watermark = greatest - query.Delay;
                Flush(windows, watermark, emit);
            }
        }

        Flush(windows, long.MaxValue, emit);
        return late;
    }

    private void Flush(SortedList<long, Dictionary<string, long>> windows, long watermark, Action<SensorSum> emit)
    {
        while (windows.Count > 0 && windows.GetKeyAtIndex(0) + query.Size <= watermark)
        {
            foreach (var (key, sum) in windows.GetValueAtIndex(0))
            {
                emit(new SensorSum(windows.GetKeyAtIndex(0), key, sum));
            }

            windows.RemoveAt(0);
        }
    }
}
