using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>LINQ over the whole array, by window and key. A batch: there is no watermark, and the first result comes after the last event.</summary>
public sealed class LinqAggregateBy(FixedWindowQuery query) : IRival<Event, WindowSum>
{
    public string Name => "LINQ AggregateBy (batch)";

    public bool HasWatermark => false;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var sums = events.AggregateBy(e => (Window: query.WindowStart(e.Ticks), e.Key), 0L, (sum, e) => checked(sum + e.Value));
        foreach (var ((window, key), sum) in sums)
        {
            emit(new WindowSum(window, key, sum));
        }

        return 0;
    }
}
