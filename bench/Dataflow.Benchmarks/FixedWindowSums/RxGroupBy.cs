using System.Reactive.Disposables;
using System.Reactive.Linq;
using Dataflow.Benchmarks.Measuring;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>Rx, grouped by window and key. There is no watermark: the groups end, and their sums come, when the input completes.</summary>
public sealed class RxGroupBy(FixedWindowQuery query) : IRival<Event, WindowSum>
{
    public string Name => "Rx GroupBy (batch)";

    public bool HasWatermark => false;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        // ToObservable would go through a scheduler for each event; this pushes them as fast as Rx can take them.
        var source = Observable.Create<Event>(observer =>
        {
            foreach (var e in events)
            {
                observer.OnNext(e);
            }

            observer.OnCompleted();
            return Disposable.Empty;
        });
        using var subscription = source
            .GroupBy(e => (Window: query.WindowStart(e.Ticks), e.Key))
            .SelectMany(group => group.Sum(e => e.Value).Select(sum => new WindowSum(group.Key.Window, group.Key.Key, sum)))
            .Subscribe(emit);
        return 0;
    }
}
