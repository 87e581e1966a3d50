using Dataflow.Benchmarks.Measuring;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.Triggers;

/// <summary>The query as a user of this library writes it, on one worker. Processing time is the greatest event time so far, as the source has no clock.</summary>
public sealed class Engine(WindowingStrategy windowing, Duration delay) : IRival<Event, PaneSum>
{
    public string Name => "Dataflow for .NET";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<PaneSum> emit)
    {
        var pipeline = Pipeline.Build(p => p
            .Create(events, EventFields.Time, WatermarkPolicy.Bounded(delay))
            .WindowInto(windowing)
            .SumPerKey(EventFields.Key, EventFields.Value)
            .ForEachPane(pane => emit(new PaneSum(pane.Window.Start.ToUnixTimeTicks(), pane.Value.Key, pane.Value.Value, pane.Pane.Timing, pane.IsRetraction))));
        return pipeline.RunAsync().GetAwaiter().GetResult().Late;
    }
}
