using Dataflow.Engine.Steps;

namespace Dataflow.Engine.Tests.Steps;

public sealed class StepCountersTests
{
    [Fact]
    public void Add_OtherCounters_AddsEachToItsOwn()
    {
        var (sum, other) = (new StepCounters("s"), new StepCounters("s"));
        (other.In, other.Out, other.Filtered, other.Assigned, other.Unassigned) = (1, 2, 3, 4, 5);
        (other.Expired, other.Closed, other.Retractions, other.InPanes, other.Pending) = (6, 7, 8, 9, 10);
        sum.Add(other);
        sum.Add(other);

        Assert.Equal([2L, 4, 6, 8, 10], new[] { sum.In, sum.Out, sum.Filtered, sum.Assigned, sum.Unassigned });
        Assert.Equal([12L, 14, 16, 18, 20], new[] { sum.Expired, sum.Closed, sum.Retractions, sum.InPanes, sum.Pending });
    }

    [Fact]
    public void IsBalanced_Grouping_IsThatNothingWaitsAndAllAreInPanesOrLate()
    {
        var counters = new StepCounters("s", StepKind.Grouping) { Assigned = 6, InPanes = 3, Expired = 2, Closed = 1 };
        Assert.True(counters.IsBalanced);

        counters.Pending = 1;
        Assert.False(counters.IsBalanced);

        (counters.Pending, counters.InPanes) = (0, 4);
        Assert.False(counters.IsBalanced);

        counters.InPanes = 2;
        Assert.False(counters.IsBalanced);
    }

    [Fact]
    public void IsBalanced_FilterAndOther_IsThatNothingWaitsAndAFilterLostNothing()
    {
        var filter = new StepCounters("s", StepKind.Filter) { In = 3, Out = 2, Filtered = 1 };
        Assert.True(filter.IsBalanced);
        filter.In = 4;
        Assert.False(filter.IsBalanced);
        filter.In = 2;
        Assert.False(filter.IsBalanced);
        Assert.True(new StepCounters("s") { In = 3 }.IsBalanced);
        Assert.False(new StepCounters("s") { Pending = 1 }.IsBalanced);
    }
}
