using Dataflow.Engine.Windows;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Engine.Tests.Windows;

public sealed class WindowAssignerTests
{
    [Theory]
    [InlineData(-20, 0)]
    [InlineData(EventTime.StartTicks, 0)]
    [InlineData(EventTime.EndTicks - 20, 0)]
    [InlineData(EventTime.StartTicks, 1)]
    [InlineData(EventTime.EndTicks - 20, 1)]
    [InlineData(-20, 1)]
    public void HasDeadline_Fixed_IsThatAnEndOrExpiryLiesBetween(long first, int extra)
    {
        for (var size = 1L; size <= 6; size++)
        {
            for (var offset = 0L; offset < size; offset++)
            {
                var assigner = new FixedAssigner(size, offset);
                for (var lateness = 0L; lateness <= (2 * size) + extra; lateness++)
                {
                    CheckAll(assigner, first, lateness);
                }
            }
        }
    }

    [Theory]
    [InlineData(-20)]
    [InlineData(EventTime.StartTicks)]
    [InlineData(EventTime.EndTicks - 20)]
    public void HasDeadline_Global_IsThatTheEndLiesBetween(long first)
    {
        CheckAll(new GlobalAssigner(), first, 0);
        CheckAll(new GlobalAssigner(), first, 5);
        CheckAll(new GlobalAssigner(), first, EventTime.MaxSpanTicks);
    }

    [Fact]
    public void HasDeadline_LongestLateness_OnlyAtEndsAndTheEndOfTime()
    {
        var assigner = new FixedAssigner(10, 0);

        Assert.False(assigner.HasDeadline(1, 9, EventTime.MaxSpanTicks));
        Assert.True(assigner.HasDeadline(1, 10, EventTime.MaxSpanTicks));
        Assert.True(assigner.HasDeadline(1, EventTime.EndTicks, EventTime.MaxSpanTicks));
    }

    [Fact]
    public void Of_WindowFn_AssignsAlike() => Seeds.Each(500, random =>
    {
        var size = random.NextInt64(1, EventTime.MaxSpanTicks >> random.Next(62));
        var fn = FixedWindows.Of(Duration.FromTicks(size), Duration.FromTicks(random.NextInt64(size)));
        var time = random.NextInt64(EventTime.StartTicks, EventTime.EndTicks);

        Assert.Equal(fn.AssignWindow(EventTime.ToInstant(time)), WindowAssigner.Of(fn).Assign(time));
        Assert.Equal(Window.Global, WindowAssigner.Of(GlobalWindows.Instance).Assign(time));
    });

    private static void CheckAll(WindowAssigner assigner, long first, long lateness)
    {
        var deadlines = new HashSet<long>();
        for (var time = Math.Max(EventTime.StartTicks, first - 30); time < Math.Min(first + 60, EventTime.EndTicks); time++)
        {
            var end = assigner.Assign(time).EndTicks;
            deadlines.Add(end);
            deadlines.Add(Math.Min(EventTime.EndTicks, end + lateness));
        }

        for (var from = first; from <= first + 20; from++)
        {
            for (var to = first; to <= first + 20; to++)
            {
                Assert.True(
                    deadlines.Any(deadline => from < deadline && deadline <= to) == assigner.HasDeadline(from, to, lateness),
                    $"({from}, {to}] with lateness {lateness}: {assigner.HasDeadline(from, to, lateness)}");
            }
        }
    }
}
