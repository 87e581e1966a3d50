using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Laws.Tests.Windows;

public sealed class TilingTests
{
    [Fact]
    public void AssignWindow_Fixed_TilesTheTimeLine() => Law.Check("fixed windows tile the time line", WindowCase.Of<FixedWindows>(), AssertTiles);

    [Fact]
    public void AssignWindow_Calendar_TilesTheTimeLine() => Law.Check("calendar windows tile the time line", WindowCase.Calendars(), AssertTiles);

    private static long AssertTiles(WindowCase input)
    {
        var window = WindowAt(input, EventTime.ToTicks(input.Time));
        Assert.True(window.Contains(input.Time), $"{window} does not hold the time.");
        Assert.Equal(window, WindowAt(input, window.StartTicks));
        Assert.Equal(window, WindowAt(input, window.EndTicks - 1));
        if (window.StartTicks > EventTime.StartTicks)
        {
            Assert.Equal(window.StartTicks, WindowAt(input, window.StartTicks - 1).EndTicks);
        }

        if (window.EndTicks < EventTime.EndTicks)
        {
            Assert.Equal(window.EndTicks, WindowAt(input, window.EndTicks).StartTicks);
        }

        return 5;
    }

    private static Window WindowAt(WindowCase input, long ticks) => input.Assign(EventTime.ToInstant(ticks)).Single();
}
