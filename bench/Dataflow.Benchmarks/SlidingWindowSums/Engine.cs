using System.Diagnostics;
using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Time;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.SlidingWindowSums;

/// <summary>The query as a user of this library writes it, on one worker.</summary>
public sealed class Engine(SlidingWindowQuery query) : IRival<Event, WindowSum>
{
    public string Name => "Dataflow for .NET";

    public bool HasWatermark => true;

    public TimeSpan Drain { get; private set; }

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var end = 0L;
        var window = default(Window);
        var pipeline = Pipeline.Build(p => p
            .Create(events, EventFields.Time, WatermarkPolicy.Bounded(Duration.FromTicks(query.Delay)))
            .WindowInto(SlidingWindows.Of(Duration.FromTicks(query.Size), Duration.FromTicks(query.Period)))
            .SumPerKey(EventFields.Key, EventFields.Value)
            .ForEachPane(pane =>
            {
                // For the measurement alone, and none of the query's work: once a window.
                if (pane.Window != window)
                {
                    window = pane.Window;
                    end = end == 0 && pane.Watermark == EventTime.EndOfTime ? Stopwatch.GetTimestamp() : end;
                }

                emit(new WindowSum(pane.Window.Start.ToUnixTimeTicks(), pane.Value.Key, pane.Value.Value));
            }));
        var late = pipeline.RunAsync().GetAwaiter().GetResult().Late;
        Drain = end == 0 ? TimeSpan.Zero : Stopwatch.GetElapsedTime(end);
        return late;
    }
}
