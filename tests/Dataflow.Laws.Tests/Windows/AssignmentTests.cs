using Dataflow.Laws.Tests.Panes;
using Dataflow.Reference;
using Dataflow.Windowing;

namespace Dataflow.Laws.Tests.Windows;

public sealed class AssignmentTests
{
    [Fact]
    public void Assign_AnyFunctionAndTime_IsTheDefinition() => Law.Check("windows are those of the definition", WindowCase.Arbitrary(), AssertDefinition);

    [Fact]
    public void Assign_Calendar_FollowsLocalDates() => Law.Check("calendar windows follow local dates", WindowCase.Calendars(), AssertDefinition);

    [Fact]
    public void Assign_SlidingByItsSize_IsFixed() => Law.Check("sliding by the size is fixed", WindowCase.Of<FixedWindows>(), input =>
    {
        var fixedWindows = (FixedWindows)input.WindowFn;
        var sliding = SlidingWindows.Of(fixedWindows.Size, fixedWindows.Size, fixedWindows.Offset);
        Assert.Equal(input.Windows, sliding.AssignWindows(input.Time));
        return 1;
    });

    [Fact]
    public void Assign_Sliding_HoldsEachTimeInAsManyWindowsAsPeriodsFit() => Law.Check("sliding windows overlap as often as periods fit", WindowCase.Of<SlidingWindows>(), input =>
    {
        var sliding = (SlidingWindows)input.WindowFn;
        var (size, period) = (sliding.Size.BclCompatibleTicks, sliding.Period.BclCompatibleTicks);
        var windows = input.Windows;
        Assert.InRange(windows.Count, size / period, ((size - 1) / period) + 1);
        Assert.Equal(windows.Count, windows.Distinct().Count());
        return windows.Count;
    });

    private static long AssertDefinition(WindowCase input)
    {
        var windows = input.Windows;
        var expected = WindowRules.Of(input.WindowFn).Assign(new Element("", "", Signal.Ticks(input.Time), false));
        Assert.Equal(expected, windows.Select(Outcome.Of));
        Assert.All(windows, window => Assert.True(window.Contains(input.Time), $"{window} does not hold the time."));
        return windows.Count;
    }
}
