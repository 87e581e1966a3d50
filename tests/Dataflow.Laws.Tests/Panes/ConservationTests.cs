using Dataflow.Reference;
using Dataflow.Running;
using Dataflow.Testing.Generation;
using Dataflow.Windowing;

namespace Dataflow.Laws.Tests.Panes;

public sealed class ConservationTests
{
    [Fact]
    public void Steps_WhatComesIn_GoesOutOrIsFilteredOrLate() => Law.Check("in = out + filtered + late", PipelineCase.Arbitrary(), input =>
    {
        var inputs = new List<List<WindowedValue<KV<string, string>>>>();
        var outcome = EngineRun.Of(p => p.Read(input.Stream, "Source"), input.Pipeline, input.Schedule, out var result, inputs);
        var grouping = 0;
        Assert.Equal(input.Stream.Elements.Count(), inputs[0].Count);
        for (var i = 0; i < inputs.Count; i++)
        {
            var (step, came) = (result[GeneratedPipeline.NameOf(i)], inputs[i]);
            Assert.Equal(came.Count, step.In);
            Assert.Equal(i + 1 < inputs.Count ? inputs[i + 1].Count : outcome.Panes.Count, step.Out + step.Retractions);
            switch (input.Pipeline.Steps[i])
            {
                case KeepStep keep:
                    Assert.Equal(came.Count(element => keep.Keeps(element.Value.Value)), step.Out);
                    Assert.Equal(step.In, step.Out + step.Filtered);
                    break;
                case RekeyStep:
                    Assert.Equal(step.In, step.Out);
                    break;
                case RepeatStep repeat:
                    Assert.Equal(came.Sum(element => repeat.CopiesOf(element.Value.Value).Count()), step.Out);
                    break;
                case GroupStep group:
                    AssertGrouped(group, came, outcome.Late[grouping++], step);
                    break;
            }
        }

        return input.Stream.Elements.Count();
    });

    [Fact]
    public void Accumulating_Element_IsInTheLastPaneOfEachOfItsWindowsOrLate() => Law.Check("every element is in the last pane or late", GroupingCase.Arbitrary(), input =>
    {
        var step = new GroupStep(input.Windowing with { AccumulationMode = AccumulationMode.Accumulating }, GeneratedAggregate.List);
        var outcome = EngineRun.Of(input.Stream, new GeneratedPipeline([step]), input.Schedule, out var result);
        var panes = outcome.Panes.Cast<Pane>().Select(pane => (Pane: pane, Values: pane.Value.Split(',').ToHashSet())).ToList();
        var rules = WindowRules.Of(input.Windowing.WindowFn);
        Int128 ExpiryOf(Interval window) => Signal.Clamp(window.End + rules.EndsIncluded + Signal.Ticks(input.Windowing.AllowedLateness));
        var inPanes = 0;
        foreach (var element in input.Stream.Elements)
        {
            foreach (var window in rules.Assign(new Element(element.Value.Key, element.Value.Value, Signal.Ticks(element.Time), false)).Distinct())
            {
                bool IsOf(Interval other) => rules.Merge is null ? other == window : FinalState.Covers(other, window);
                var isLate = outcome.Late[0].Count(late => late.Element.Value == element.Value.Value && IsOf(late.Window));
                var own = panes.FindAll(other => other.Pane.Key == element.Value.Key && IsOf(other.Pane.Window));
                var last = own.FindLastIndex(other => other.Values.Contains(element.Value.Value));
                var isIn = last >= 0;
                inPanes += isIn ? 1 : 0;
                Assert.True(isIn != (isLate == 1) && isLate <= 1, $"{element} for [{window.Start}, {window.End}) is {(isIn ? "" : "not ")}in a pane and {isLate} times late.");

                // Only when a session has expired may another that reaches as far come without what it held.
                foreach (var (later, _) in isIn ? own.Skip(last + 1) : [])
                {
                    Assert.True(later.Window != own[last].Pane.Window && later.Watermark >= ExpiryOf(own[last].Pane.Window), $"{element} is not in {Outcome.Text(later)}.");
                }
            }
        }

        Assert.Equal((inPanes, outcome.Late[0].Count), (result["Step 1"].InPanes, result["Step 1"].Late));
        return input.Stream.Elements.Count();
    });

    // Each element is in a pane or late once for each of its windows; a retraction as any other.
    private static void AssertGrouped(GroupStep group, List<WindowedValue<KV<string, string>>> came, IReadOnlyList<Late> late, StepResult step)
    {
        var rules = WindowRules.Of(group.Windowing.WindowFn);
        var elements = came.ConvertAll(element => new Element(element.Value.Key, group.ValueOf(element.Value.Value), Signal.Ticks(element.Timestamp), element.IsRetraction));
        var windows = elements.ConvertAll(element => rules.Assign(element).Distinct().Count());
        Assert.Equal(windows.Sum(), step.InPanes + step.Late);
        Assert.Equal(windows.Count(count => count == 0), step.Unassigned);
        Assert.Equal((late.Count, late.Count), (step.Late, step.Expired + step.Closed));
        Assert.Equal(late.Count(element => element.Reason == LateReason.Closed), step.Closed);
        var assigned = elements.Zip(windows).GroupBy(pair => pair.First, pair => pair.Second).ToDictionary(same => same.Key, same => same.Sum());
        Assert.All(late.GroupBy(element => element.Element), same => Assert.InRange(same.Count(), 1, assigned.GetValueOrDefault(same.Key)));
    }
}
