using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.StatelessChain;

/// <summary>The query of <see cref="FixedWindowSums.Engine"/> behind ten stateless steps.</summary>
public sealed class ChainEngine : IRival<Event, WindowSum>
{
    public const int Steps = 10;

    public string Name => "Dataflow for .NET";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var query = FixedWindowQuery.Standard;
        var pipeline = Pipeline.Build(p => p
            .Create(events, EventFields.Time, WatermarkPolicy.Bounded(Duration.FromTicks(query.Delay)))
            .Select(e => e with { Value = e.Value + 1 })
            .Where(e => e.Value > -1_000)
            .Select(e => e with { Value = e.Value * 2 })
            .Where(e => e.Value < 1_000_000)
            .Select(e => e with { Value = e.Value - 3 })
            .Where(e => e.Value != 5_000)
            .Select(e => e with { Value = e.Value ^ 1 })
            .Where(e => e.Value > -10_000)
            .Select(e => e with { Value = -e.Value })
            .Where(e => e.Value < 10_000)
            .WindowInto(FixedWindows.Of(Duration.FromTicks(query.Size)))
            .SumPerKey(EventFields.Key, EventFields.Value)
            .ForEachPane(pane => emit(new WindowSum(pane.Window.Start.ToUnixTimeTicks(), pane.Value.Key, pane.Value.Value))));
        return pipeline.RunAsync().GetAwaiter().GetResult().Late;
    }
}
