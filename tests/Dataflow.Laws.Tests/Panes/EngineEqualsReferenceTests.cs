using Dataflow.Testing.Generation;
using Dataflow.Triggers;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

public sealed class EngineEqualsReferenceTests
{
    [Fact]
    public void EngineEqualsReference_OneGrouping_EveryPaneAndLateElementInOrder() => Check("engine = reference, one grouping", PipelineCase.Arbitrary(1));

    [Fact]
    public void EngineEqualsReference_SeveralSteps_EveryPaneAndLateElementInOrder() => Check("engine = reference, several steps", PipelineCase.Arbitrary());

    /// <summary>What has a layout of its own.</summary>
    [Fact]
    public void EngineEqualsReference_DefaultTrigger_EveryPaneAndLateElementInOrder() => Check(
        "engine = reference, default trigger",
        Arb.MapFilter(PipelineCase.Arbitrary(1), WithTheDefaultTrigger, input => !input.Pipeline.Steps.OfType<GroupStep>().Single().Windowing.WindowFn.IsMerging));

    /// <summary>What is folded into slices of the time line.</summary>
    [Fact]
    public void EngineEqualsReference_SlidingWindows_EveryPaneAndLateElementInOrder() => Check(
        "engine = reference, sliding windows", Arb.MapFilter(PipelineCase.Arbitrary(1), WithSlidingWindows, _ => true));

    /// <summary>What has one too.</summary>
    [Fact]
    public void EngineEqualsReference_Sessions_EveryPaneAndLateElementInOrder() => Check("engine = reference, sessions", PlainSessions.Cases());

    /// <summary>And this.</summary>
    [Fact]
    public void EngineEqualsReference_EarlyPanes_EveryPaneAndLateElementInOrder() => Check("engine = reference, early panes by the clock", EarlyPanes.Cases());

    [Fact]
    public void EngineEqualsReference_WindowsOfTheUser_EveryPaneAndLateElementInOrder() => Check(
        "engine = reference, windows of the user", Arb.MapFilter(PipelineCase.Arbitrary(2), WithWindowsOfTheUser, input => input.Pipeline.CanBeBuilt()));

    [Fact]
    public void EngineEqualsReference_BranchesThatMeet_EveryPaneInOrder() => Law.Check("engine = reference, branches that meet", BranchingCase.Arbitrary(Law.MaxElements), input =>
    {
        var (expected, late) = ReferenceBranches.Of(input);
        foreach (var schedule in new[] { Schedule.OneByOne, input.Schedule })
        {
            var (panes, steps) = input.Run(schedule);
            Outcome.AssertSame(new Outcome(expected, []), new Outcome([.. panes.Select(Outcome.Of)], []), $"in {schedule}");
            var groupings = Enumerable.Range(0, input.Joint.Steps.Count).Where(i => input.Joint.Steps[i] is GroupStep).Select(i => $"Joint {GeneratedPipeline.NameOf(i)}");
            Assert.Equal(late, groupings.Select(name => (int)steps.Single(step => step.Name == name).Late));
        }

        return input.Stream.Elements.Count() + (input.Other?.Elements.Count() ?? 0);
    });

    private static void Check(string name, Arbitrary<PipelineCase> cases) => Law.Check(name, cases, input =>
    {
        var expected = ReferenceRun.Of(input);
        Outcome.AssertSame(expected, EngineRun.Of(input with { Schedule = Schedule.OneByOne }), "one by one");
        Outcome.AssertSame(expected, EngineRun.Of(input), $"in {input.Schedule}");
        return input.Stream.Elements.Count();
    });

    private static PipelineCase WithTheDefaultTrigger(PipelineCase input) => input with
    {
        Pipeline = new([.. input.Pipeline.Steps.Select(step => step is not GroupStep group ? step : group with
        {
            Windowing = group.Windowing with
            {
                Trigger = Trigger.Default, AccumulationMode = AccumulationMode.Discarding, ClosingBehavior = ClosingBehavior.FireIfNonEmpty, AllowFinishingTrigger = false,
            },
        })]),
    };

    private static PipelineCase WithSlidingWindows(PipelineCase input)
    {
        var random = new Random(input.Stream.Steps.Count);
        var (slices, length) = (random.Next(2, 12), Duration.FromMilliseconds(random.Next(1, 8) * 500));
        var windows = SlidingWindows.Of(slices * length, random.Next(1, slices + 1) * length, random.Next(2) * Duration.FromMilliseconds(499));
        var aggregate = new[] { GeneratedAggregate.Sum, GeneratedAggregate.Count, GeneratedAggregate.Max }[random.Next(3)];
        input = WithTheDefaultTrigger(input);
        return input with
        {
            Pipeline = new([.. input.Pipeline.Steps.Select(step => step is not GroupStep group ? step : new GroupStep(
                group.Windowing with { WindowFn = windows, TimestampCombiner = TimestampCombiner.EndOfWindow }, aggregate))]),
        };
    }

    private static PipelineCase WithWindowsOfTheUser(PipelineCase input)
    {
        var random = new Random(input.Stream.Steps.Count);
        return input with
        {
            Pipeline = new([.. input.Pipeline.Steps.Select(step => step is not GroupStep group ? step : group with { Windowing = group.Windowing with { WindowFn = CustomWindows.Next(random) } })]),
        };
    }
}
