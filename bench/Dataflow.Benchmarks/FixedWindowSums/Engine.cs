using Dataflow.Benchmarks.Measuring;
using Dataflow.Sources;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>The query as a user of this library writes it, on one worker.</summary>
public sealed class Engine : IRival<Event, WindowSum>
{
    public string Name => "Dataflow for .NET";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var pipeline = Pipeline.Build(p => p
            .Create(events, Timestamps.FromUnixTicks((Event e) => e.Ticks), WatermarkPolicy.Bounded(Duration.FromTicks(FixedWindowQuery.Delay)))
            .WindowInto(FixedWindows.Of(Duration.FromTicks(FixedWindowQuery.Size)))
            .SumPerKey(e => e.Key, e => e.Value)
            .ForEachPane(pane => emit(new WindowSum(pane.Window.Start.ToUnixTimeTicks(), pane.Value.Key, pane.Value.Value))));
        return pipeline.RunAsync().GetAwaiter().GetResult().Late;
    }
}
