using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Running;
using Dataflow.Sources;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.StringKeys;

/// <summary>The query as a user of this library writes it.</summary>
public sealed class Engine(FixedWindowQuery query, int workers = 1) : IRival<Reading, SensorSum>
{
    private readonly RunOptions options = new() { Parallelism = workers };

    public string Name => workers == 1 ? "Dataflow for .NET" : $"Dataflow for .NET, {workers} workers";

    public bool HasWatermark => true;

    public long Run(Reading[] events, Action<SensorSum> emit)
    {
        var pipeline = Pipeline.Build(p => p
            .Create(events, Timestamps.FromUnixTicks((Reading e) => e.Ticks), WatermarkPolicy.Bounded(Duration.FromTicks(query.Delay)))
            .WindowInto(FixedWindows.Of(Duration.FromTicks(query.Size)))
            .SumPerKey(e => e.Sensor, e => e.Value)
            .ForEachPane(pane => emit(new SensorSum(pane.Window.Start.ToUnixTimeTicks(), pane.Value.Key, pane.Value.Value))));
        return pipeline.RunAsync(options).GetAwaiter().GetResult().Late;
    }
}
