using Dataflow.Panes;
using Dataflow.Reference;
using Dataflow.Testing.Generation;

namespace Dataflow.Laws.Tests.Panes;

public sealed class TimingTests
{
    [Fact]
    public void Panes_OfAWindow_AreEarlyThenOnceOnTimeThenLateAndCounted() => Law.Check("EARLY* ON_TIME? LATE*, counted from 0", PipelineCase.Arbitrary(), input =>
    {
        // Only the panes of a grouping have a history, not what later steps make of them.
        var steps = input.Pipeline.Steps.Take(input.Pipeline.Steps.Count - input.Pipeline.Steps.Reverse().TakeWhile(step => step is not GroupStep).Count()).ToList();
        var mayBeginAnew = ((GroupStep)steps[^1]).Windowing.WindowFn.IsMerging && steps.OfType<GroupStep>().Count() > 1;
        var outcome = EngineRun.Of(input with { Pipeline = new GeneratedPipeline(steps) });
        foreach (var window in outcome.Panes.Cast<Pane>().Where(pane => !pane.IsRetraction).GroupBy(pane => (pane.Key, pane.Window)))
        {
            // Only a session that retractions have taken apart can come again, and begins anew.
            PaneInfo? before = null;
            foreach (var pane in window.Select(pane => pane.Info))
            {
                before = mayBeginAnew && pane.IsFirst ? null : before;
                Assert.Equal(before is { } previous ? previous.Index + 1 : 0, pane.Index);
                Assert.Equal(pane.Index == 0, pane.IsFirst);
                Assert.Equal(pane.Timing == PaneTiming.Early ? -1 : before is { NonSpeculativeIndex: >= 0 and var index } ? index + 1 : 0, pane.NonSpeculativeIndex);
                Assert.True(before is null || pane.Timing > before.Value.Timing || (pane.Timing == before.Value.Timing && pane.Timing != PaneTiming.OnTime), $"{pane} comes after {before}.");
                Assert.False(before is { IsLast: true }, "A pane comes after the last.");
                before = pane;
            }
        }

        return input.Stream.Elements.Count();
    });
}
