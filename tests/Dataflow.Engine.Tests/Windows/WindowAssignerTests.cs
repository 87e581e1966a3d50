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

    /// <summary>Also with a period beyond the size, where some times are in no window; then the end of time counts though no window may end there.</summary>
    [Theory]
    [InlineData(-20)]
    [InlineData(EventTime.EndTicks - 20)]
    public void HasDeadline_Sliding_IsThatAnEndOrExpiryLiesBetween(long first)
    {
        foreach (var (size, period, offset) in new[] { (6, 2, 0), (6, 4, 3), (5, 3, 1), (3, 3, 2), (2, 5, 0), (3, 7, 4) }.Where(sliding => first < 0 || sliding.Item2 <= sliding.Item1))
        {
            foreach (var lateness in new[] { 0, 1, 4, 9 })
            {
                CheckAll(new SlidingAssigner(size, period, offset), first, lateness);
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

    [Theory]
    [InlineData(-10, 0)]
    [InlineData(-10, 5)]
    [InlineData(-10, NodaConstants.TicksPerDay)]
    [InlineData(EventTime.EndTicks - 20, 5)]
    public void HasDeadline_CalendarDays_IsThatAnEndOrExpiryLiesBetween(long first, long lateness) => CheckAll(new CalendarAssigner(CalendarWindows.Days()), first, lateness);

    /// <summary>The window of the element before is remembered, to its last tick and no further.</summary>
    [Fact]
    public void Assign_CalendarDaysByTurns_IsThatOfTheWindowing()
    {
        var days = CalendarWindows.Days();
        var assigner = new CalendarAssigner(days);
        foreach (var time in new[] { -1, 0, -1, 1, NodaConstants.TicksPerDay - 1, NodaConstants.TicksPerDay, 0, -1 })
        {
            Assert.Equal(days.AssignWindow(EventTime.ToInstant(time)), assigner.Assign(time));
        }
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
            var windows = new List<Window>();
            assigner.Assign(time, windows);
            foreach (var window in windows)
            {
                deadlines.Add(window.EndTicks);
                deadlines.Add(Math.Min(EventTime.EndTicks, window.EndTicks + lateness));
            }
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
