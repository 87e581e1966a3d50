using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.TwoStages;

/// <summary>
/// Sums by key with a pane for each ten elements, and sums of these by groups of keys. The panes of the first stage either retract each other, or hold only what
/// is new: the sums of the second stage are the same.
/// </summary>
public sealed class TwoStageEngine(bool retracting) : IRival<Event, WindowSum>
{
    private const int PaneElements = 10;

    public string Name => retracting ? "Dataflow, with retractions" : "Dataflow, discarding panes";

    public bool HasWatermark => true;

    public long Run(Event[] events, Action<WindowSum> emit)
    {
        var query = FixedWindowQuery.Standard;
        var windows = FixedWindows.Of(Duration.FromTicks(query.Size));
        var early = windows.Triggering(Trigger.AfterWatermark(early: Trigger.AfterCount(PaneElements))).WithOnTimeBehavior(OnTimeBehavior.FireIfNonEmpty);
        var pipeline = Pipeline.Build(p => p
            .Create(events, EventFields.Time, WatermarkPolicy.Bounded(Duration.FromTicks(query.Delay)))
            .WindowInto(retracting ? early.AccumulatingAndRetractingFiredPanes() : early.DiscardingFiredPanes())
            .SumPerKey(EventFields.Key, EventFields.Value)
            .WindowInto(windows)
            .SumPerKey(sum => GroupSums.GroupOf(sum.Key), sum => sum.Value)
            .ForEachPane(pane => emit(new WindowSum(pane.Window.Start.ToUnixTimeTicks(), pane.Value.Key, pane.Value.Value))));
        return pipeline.RunAsync().GetAwaiter().GetResult().Late;
    }
}
