using Dataflow.Engine.Triggered;
using Dataflow.Panes;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Triggered;

public sealed class CellTests
{
    private static readonly Window Ten = new(0, 10);

    [Fact]
    public void EarliestEmitted_LastAndOwedPanes_IsTheLeastOfTheirTimes()
    {
        var cell = Open();
        Assert.Equal(long.MaxValue, cell.EarliestEmitted);

        cell.Last = At(5);
        Assert.Equal(5, cell.EarliestEmitted);

        cell.Owed.Add(At(7));
        Assert.Equal(5, cell.EarliestEmitted);

        cell.Owed.Add(At(3));
        Assert.Equal(3, cell.EarliestEmitted);

        cell.Last = null;
        Assert.Equal(3, cell.EarliestEmitted);
    }

    [Fact]
    public void Last_PanesOneAfterTheOther_IsTheOneThatWasSet()
    {
        var cell = Open();
        Assert.Null(cell.Last);

        cell.Last = At(5);
        cell.Last = At(6);
        Assert.Equal(At(6), cell.Last);

        cell.Last = null;
        Assert.Null(cell.Last);

        cell.Last = At(7);
        Assert.Equal(At(7), cell.Last);
    }

    [Fact]
    public void HasOwed_PanesOfMergedWindows_IsWhetherThereAreAny()
    {
        var cell = Open();
        Assert.False(cell.HasOwed);
        Assert.Empty(cell.Owed);
        Assert.False(cell.HasOwed);

        cell.Owed.Add(At(1));
        Assert.True(cell.HasOwed);
    }

    [Fact]
    public void KeepTimes_InAnyOrder_KeepsTheLeastAndTheGreatest()
    {
        var cell = Open();
        cell.KeepTimes(5, 6);
        cell.KeepTimes(3, 9);
        cell.KeepTimes(4, 7);
        Assert.Equal((3, 9), (cell.MinTime, cell.MaxTime));

        cell.ForgetTimes();
        cell.KeepTimes(8, 8);
        Assert.Equal((8, 8), (cell.MinTime, cell.MaxTime));
    }

    [Theory]
    [InlineData(false, false, 0, PaneTiming.Early)]
    [InlineData(true, false, 0, PaneTiming.OnTime)]
    [InlineData(true, false, 1, PaneTiming.Late)]
    [InlineData(true, true, 0, PaneTiming.Late)]
    public void TimingWhen_ByTheWatermarkAndThePanesBefore_IsThatOfChoice14(bool isPast, bool cameLate, int nonSpeculative, PaneTiming expected)
    {
        var cell = Open(isPast: cameLate);
        cell.NonSpeculativePanes = nonSpeculative;
        Assert.Equal(expected, cell.TimingWhen(isPast));
    }

    /// <summary>A cell is used again for other keys: nothing may be left of the key before.</summary>
    [Fact]
    public void Open_AfterOtherUse_BeginsAnew()
    {
        var cell = Open(isPast: true);
        cell.Owed.Add(At(1));
        cell.Last = At(2);
        (cell.Pending, cell.Balance, cell.HasNew, cell.HoldsNew, cell.IsClosed) = (1, 2, true, true, true);
        (cell.OutputTime, cell.PendingHold, cell.Panes, cell.NonSpeculativePanes, cell.QuietAtRest) = (1, 2, 3, 4, 5);
        cell.KeepTimes(1, 2);

        cell.Clear();
        cell.Open("b", new Window(10, 20), isPast: false, sequence: 8, accumulator: 9);

        Assert.Equal(("b", new Window(10, 20), 8, 9), (cell.Key, cell.Window, cell.Sequence, cell.Accumulator));
        Assert.Equal((0, 0, false, false, false), (cell.Pending, cell.Balance, cell.HasNew, cell.HoldsNew, cell.IsClosed));
        Assert.Equal((long.MaxValue, long.MaxValue), (cell.OutputTime, cell.PendingHold));
        Assert.Equal((0, 0, 0, null), (cell.Panes, cell.NonSpeculativePanes, cell.QuietAtRest, cell.Last));
        Assert.Equal((long.MaxValue, long.MinValue), (cell.MinTime, cell.MaxTime));
        Assert.Equal((true, false, 0), (cell.CameBeforeEnd, cell.HasOwed, cell.CameQuietly));
    }

    [Fact]
    public void CameQuietly_InASeat_IsByHowMuchItsRoomHasShrunk()
    {
        var (cell, window) = (Open(), new SharedWindow<string, int, int>());
        var seat = ~window.Seats.FindOrAdd("a");
        window.Seats.Accumulator(seat) = new() { Cell = cell, Quiet = 7 };
        cell.Sit(window, seat);
        cell.QuietAtRest = 10;

        Assert.Equal(3, cell.CameQuietly);
        cell.Seat.Quiet = 0;
        Assert.Equal(10, cell.CameQuietly);
    }

    private static Cell<string, int, int> Open(bool isPast = false)
    {
        var cell = new Cell<string, int, int>([]);
        cell.Open("a", Ten, isPast, sequence: 4, accumulator: 0);
        return cell;
    }

    private static EmittedPane<int> At(long time) => new(Ten, 1, time, PaneInfo.NoFiring);
}
