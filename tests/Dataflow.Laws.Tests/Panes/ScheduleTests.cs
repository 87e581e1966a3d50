namespace Dataflow.Laws.Tests.Panes;

public sealed class ScheduleTests
{
    [Fact]
    public void Schedule_OfAnyPipeline_ChangesNothing() => Law.Check("schedules change nothing", BranchingCase.Arbitrary(3 * Law.MaxElements), input =>
    {
        var expected = input.Run(Schedule.OneByOne);
        var actual = input.Run(input.Schedule);
        Assert.Equal(expected.Panes, actual.Panes);
        Assert.Equal(expected.Steps, actual.Steps);
        return input.Stream.Elements.Count() + (input.Other?.Elements.Count() ?? 0);
    });
}
