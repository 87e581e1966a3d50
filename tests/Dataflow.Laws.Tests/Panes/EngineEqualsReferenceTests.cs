namespace Dataflow.Laws.Tests.Panes;

public sealed class EngineEqualsReferenceTests
{
    [Fact]
    public void EngineEqualsReference_OneGrouping_EveryPaneAndLateElementInOrder() => Check("engine = reference, one grouping", 1);

    [Fact]
    public void EngineEqualsReference_SeveralSteps_EveryPaneAndLateElementInOrder() => Check("engine = reference, several steps", 3);

    private static void Check(string name, int maxGroupings) => Law.Check(name, PipelineCase.Arbitrary(maxGroupings), input =>
    {
        var expected = ReferenceRun.Of(input);
        Outcome.AssertSame(expected, EngineRun.Of(input with { Schedule = Schedule.OneByOne }), "one by one");
        Outcome.AssertSame(expected, EngineRun.Of(input), $"in {input.Schedule}");
        return input.Stream.Elements.Count();
    });
}
