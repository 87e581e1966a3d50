using Dataflow.Benchmarks.Measuring;
using Dataflow.Running;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>The query as a user of this library writes it.</summary>
public sealed class Engine(FixedWindowQuery query, int workers = 1) : IRival<Event, WindowSum>
{
    private readonly RunOptions options = new() { Parallelism = workers };

    public string Name => workers == 1 ? "Dataflow for .NET" : $"Dataflow for .NET, {workers} workers";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var pipeline = Pipeline.Build(p => p
            .Create(events, EventFields.Time, WatermarkPolicy.Bounded(Duration.FromTicks(query.Delay)))
            .WindowInto(FixedWindows.Of(Duration.FromTicks(query.Size)))
            .SumPerKey(EventFields.Key, EventFields.Value)
            .ForEachPane(pane => emit(new WindowSum(pane.Window.Start.ToUnixTimeTicks(), pane.Value.Key, pane.Value.Value))));
        return pipeline.RunAsync(options).GetAwaiter().GetResult().Late;
    }
}
