using Dataflow.Reference;
using Dataflow.Testing.Generation;
using Dataflow.Windowing;

namespace Dataflow.Laws.Tests.Panes;

public sealed class ConservationTests
{
    [Fact]
    public void Steps_WhatComesIn_GoesOutOrIsFilteredOrLate() => Law.Check("in = out + filtered + late", PipelineCase.Arbitrary(), input =>
    {
        var outcome = EngineRun.Of(input.Stream, input.Pipeline, input.Schedule, out var result);
        var (came, grouping) = ((long)input.Stream.Elements.Count(), 0);
        for (var i = 0; i < input.Pipeline.Steps.Count; i++)
        {
            var step = result[GeneratedPipeline.NameOf(i)];
            Assert.Equal(came, step.In);
            came = step.Out + step.Retractions;
            switch (input.Pipeline.Steps[i])
            {
                case KeepStep or RekeyStep:
                    Assert.Equal(step.In, step.Out + step.Filtered);
                    break;
                case GroupStep:
                    Assert.Equal(outcome.Late[grouping].Count, step.Late);
                    Assert.Equal(outcome.Late[grouping++].Count(late => late.Reason == LateReason.Closed), step.Closed);
                    break;
            }
        }

        if (input.Pipeline.Steps[^1] is GroupStep)
        {
            Assert.Equal(came, outcome.Panes.Count);
        }

        return input.Stream.Elements.Count();
    });

    [Fact]
    public void Accumulating_Element_IsInTheLastPaneOfEachOfItsWindowsOrLate() => Law.Check("every element is in the last pane or late", GroupingCase.Arbitrary(), input =>
    {
        var step = new GroupStep(input.Windowing with { AccumulationMode = AccumulationMode.Accumulating }, GeneratedAggregate.List);
        var outcome = EngineRun.Of(input.Stream, new GeneratedPipeline([step]), input.Schedule, out var result);
        var last = outcome.Panes.Cast<Pane>().GroupBy(pane => (pane.Key, pane.Window)).Select(panes => panes.Last())
            .Select(pane => (pane.Key, pane.Window, Values: pane.Value.Split(',').ToHashSet())).ToList();
        var rules = WindowRules.Of(input.Windowing.WindowFn);
        var assigned = 0;
        foreach (var element in input.Stream.Elements)
        {
            var windows = rules.Assign(new Element(element.Value.Key, element.Value.Value, Signal.Ticks(element.Time), false)).Distinct().ToList();
            assigned += windows.Count;
            foreach (var window in windows)
            {
                bool IsOf(Interval other) => rules.Merge is null ? other == window : FinalState.Covers(other, window);
                var isLate = outcome.Late[0].Count(late => late.Element.Value == element.Value.Value && IsOf(late.Window));
                var isIn = last.Exists(pane => pane.Key == element.Value.Key && pane.Values.Contains(element.Value.Value) && IsOf(pane.Window));
                Assert.True(isIn != (isLate == 1) && isLate <= 1, $"{element} for [{window.Start}, {window.End}) is {(isIn ? "" : "not ")}in the last pane and {isLate} times late.");
            }
        }

        Assert.Equal(assigned, result["Step 1"].InPanes + result["Step 1"].Late);
        return input.Stream.Elements.Count();
    });
}
