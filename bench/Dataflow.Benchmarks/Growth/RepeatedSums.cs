using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.Growth;

/// <summary>The first workload's query over events that are repeated.</summary>
internal sealed class RepeatedSums(Event[] events, int laps) : IRival<Event, WindowSum>
{
    private readonly long expected = events.Sum(e => e.Value) * laps;

    public string Name => "Dataflow for .NET";

    public bool HasWatermark => true;

    public long Run(Event[] ring, Action<WindowSum> emit)
    {
        var lapTicks = events.Length / EventStream.Standard.PerMillisecond * TimeSpan.TicksPerMillisecond;
        var query = FixedWindowQuery.Standard;
        var sum = 0L;
        var result = Pipeline.Build(p => p
            .Read(new RepeatedSource(events, laps, lapTicks, Duration.FromTicks(query.Delay)))
            .WindowInto(FixedWindows.Of(Duration.FromTicks(query.Size)))
            .SumPerKey(EventFields.Key, EventFields.Value)
            .ForEachPane(pane =>
            {
                sum += pane.Value.Value;
                emit(new WindowSum(pane.Window.Start.ToUnixTimeTicks(), pane.Value.Key, pane.Value.Value));
            }))
            .RunAsync().GetAwaiter().GetResult();
        return result.Late == 0 && sum == expected ? 0 : throw new InvalidOperationException($"{laps} laps sum up to {sum}, {result.Late} late, but it should be {expected}.");
    }
}
