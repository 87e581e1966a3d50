namespace Dataflow.Laws.Tests.Panes;

public sealed class ArrivalTests
{
    [Fact]
    public void Arrival_InAnotherOrderWithNothingLate_LeavesTheLastPanes() => Law.Check("the order of arrival leaves the last panes", ArrivalCase.Arbitrary(), input =>
    {
        var outcome = EngineRun.Of(input.Rearranged(), input.Pipeline, input.Schedule, out _);
        Assert.Equal(FinalState.TextOf(EngineRun.Of(input.Stream, input.Pipeline, Schedule.OneByOne, out _)), FinalState.TextOf(outcome));
        Assert.Equal(0, outcome.Late.Sum(late => late.Count));
        return input.Stream.Elements.Count();
    });

    [Fact]
    public void Stream_OfABatchWithNothingLate_EndsWithTheSamePanes() => Law.Check("bounded = unbounded", ArrivalCase.Arbitrary(), input =>
    {
        var batch = EngineRun.Of(input.Stream, input.Batch, Schedule.OneByOne, out _);
        var stream = EngineRun.Of(input.Rearranged(), input.Pipeline, input.Schedule, out _);
        Assert.All(batch.Panes, pane => Assert.False(pane.IsRetraction));
        Assert.Equal(FinalState.TextOf(batch), FinalState.TextOf(stream));
        return input.Stream.Elements.Count();
    });
}
