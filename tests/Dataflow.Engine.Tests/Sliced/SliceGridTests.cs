using Dataflow.Engine.Sliced;
using Dataflow.Engine.Windows;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Engine.Tests.Sliced;

public sealed class SliceGridTests
{
    [Theory]
    [InlineData(10, 1, 0)]
    [InlineData(10, 4, 3)]
    [InlineData(7, 7, 5)]
    public void Windows_WithASlice_AreThoseOfTheDefinition(int size, int period, int offset)
    {
        var windows = SlidingWindows.Of(Duration.FromTicks(size), Duration.FromTicks(period), Duration.FromTicks(offset));
        var grid = new SliceGrid(windows);
        for (var time = -50L; time < 50; time++)
        {
            var slice = grid.SliceAt(time);
            var (start, end) = grid.BoundsOf(slice);
            Assert.True(start <= time && time < end);
            var numbers = Enumerable.Range(0, (int)grid.WindowCountWith(slice)).Select(i => grid.FirstWindowWith(slice) + i).ToList();
            Assert.Equal(windows.AssignWindows(Instant.FromUnixTimeTicks(time)), numbers.Select(grid.WindowAt));
            Assert.All(numbers, number => Assert.InRange(slice, grid.FirstSliceOf(number), grid.EndSliceOf(number) - 1));
            Assert.True(time < grid.WindowAt(grid.FirstOpenWindow(time)).EndTicks);
            Assert.True(time >= grid.WindowAt(grid.FirstOpenWindow(time) - 1).EndTicks);
        }
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(10, 11, false)]
    [InlineData(99_999, 99_998, true)]
    [InlineData(100_001, 100_000, false)]
    public void Serves_OverlappingWindowsOfFewSlices(int size, int period, bool serves) =>
        Assert.Equal(serves, SliceGrid.Serves(SlidingWindows.Of(Duration.FromTicks(size), Duration.FromTicks(period))));

    [Fact]
    public void Serves_WindowsThatBothEndsOfTimeCut_No() =>
        Assert.False(SliceGrid.Serves(SlidingWindows.Of(Duration.FromDays(5_000_000), Duration.FromDays(1_000_000))));

    [Theory]
    [InlineData(10, 4, 3, 0)]
    [InlineData(10, 4, 3, 5)]
    [InlineData(6, 1, 0, 0)]
    public void HasDeadline_IsWhetherAWindowEndsOrExpires(int size, int period, int offset, int lateness)
    {
        var windows = SlidingWindows.Of(Duration.FromTicks(size), Duration.FromTicks(period), Duration.FromTicks(offset));
        var ends = Enumerable.Range(-60, 120).SelectMany(time => windows.AssignWindows(Instant.FromUnixTimeTicks(time))).Select(window => window.EndTicks).ToHashSet();
        var assigner = WindowAssigner.Of(windows);
        for (var from = -30L; from < 30; from++)
        {
            for (var to = from; to < from + 9; to++)
            {
                var passed = Enumerable.Range(1, (int)(to - from)).Select(step => from + step);
                Assert.Equal(passed.Any(time => ends.Contains(time) || ends.Contains(time - lateness)), assigner.HasDeadline(from, to, lateness));
            }
        }
    }
}
