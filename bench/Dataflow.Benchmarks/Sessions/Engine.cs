using Dataflow.Benchmarks.Measuring;
using Dataflow.Running;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.Sessions;

/// <summary>The query as a user of this library writes it.</summary>
public sealed class Engine(int workers = 1) : IRival<Event, SessionSum>
{
    private readonly RunOptions options = new() { Parallelism = workers };

    public string Name => workers == 1 ? "Dataflow for .NET" : $"Dataflow for .NET, {workers} workers";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<SessionSum> emit)
    {
        var pipeline = Pipeline.Build(p => p
            .Create(events, EventFields.Time, WatermarkPolicy.Bounded(Duration.FromTicks(SessionQuery.Delay)))
            .WindowInto(SessionWindows.WithGap(Duration.FromTicks(SessionQuery.Gap)))
            .SumPerKey(EventFields.Key, EventFields.Value)
            .ForEachPane(pane => emit(new SessionSum(pane.Window.Start.ToUnixTimeTicks(), pane.Window.End.ToUnixTimeTicks(), pane.Value.Key, pane.Value.Value))));
        return pipeline.RunAsync(options).GetAwaiter().GetResult().Late;
    }
}
