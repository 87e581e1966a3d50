using Dataflow.Engine.Early;
using Dataflow.Engine.Keyed;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Early;

public sealed class EarlyTimersTests
{
    /// <summary>Windows that open, end and open again as others in the same tables, and cells of theirs whose timers are due one by one, or many at once.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void TakeDue_WindowsThatComeAndGo_GivesTheCellsOfOpenWindowsInOrder(int steps)
    {
        var random = new Random(steps);
        var (timers, windows) = (new EarlyTimers<int, long>(), new OpenWindows<int, long>(lateness: 0));
        var waiting = new List<(long Due, Window Window, int Cell)>();
        var (due, nextWindow) = (0L, 0L);
        for (var step = 0; step < 3000; step++)
        {
            due += random.Next(3) * steps;
            switch (random.Next(6))
            {
                case 0 when waiting.Count > 0:
                    var expected = waiting.Where(timer => timer.Due == timers.NextDue).Order().Select(timer => (timer.Window, timer.Cell)).ToList();
                    waiting.RemoveAll(timer => timer.Due == timers.NextDue);
                    Assert.Equal(expected, Taken(timers));
                    break;
                case 1 when windows.Count > 0:
                    var first = windows.Tables.MinBy(table => table.Window)!;
                    Assert.True(windows.TryTakeDue(first.Window.EndTicks, out var ended));
                    var left = waiting.RemoveAll(timer => timer.Window == ended.Window);
                    if (random.Next(2) == 0)
                    {
                        ended.MarkFired();
                    }

                    windows.Close(ended);
                    timers.Outdate(left);
                    break;
                case 2 or 3:
                    windows.Open(new Window(nextWindow, ++nextWindow), nextWindow - 1);
                    break;
                default:
                    if (windows.Tables.OrderBy(_ => random.Next()).FirstOrDefault() is { } open)
                    {
                        int[] cells = [.. Enumerable.Range(random.Next(20), 1 + random.Next(4)).Where(cell => !waiting.Contains((due, open.Window, cell))).OrderBy(_ => random.Next())];
                        timers.Add(due, open, cells);
                        waiting.AddRange(cells.Select(cell => (due, open.Window, cell)));
                    }

                    break;
            }

            Assert.Equal(waiting.Count, timers.Count);
            Assert.True(waiting.Count == 0 || timers.NextDue <= waiting.Min(timer => timer.Due));
            timers.CheckInvariants();
        }
    }

    /// <summary>A delay of a year over windows of a second: what their timers leave must not pile up until then.</summary>
    [Fact]
    public void Outdate_ManyWindowsEndBeforeTheirTimersAreDue_KeepsFew()
    {
        var (timers, windows) = (new EarlyTimers<int, long>(), new OpenWindows<int, long>(lateness: 0));
        for (var second = 0; second < 10_000; second++)
        {
            var table = windows.Open(new Window(second, second + 1), second);
            timers.Add(second + 1_000_000, table, [2, 1, 0]);
            Assert.True(windows.TryTakeDue(second + 1, out _));
            windows.Close(table);
            timers.Outdate(3);
            Assert.InRange(timers.Kept, 0, 2000);
        }

        Assert.Equal(0, timers.Count);
        timers.CheckInvariants();
    }

    /// <summary>Of two windows one ends: its timers are swept from between those of the other, which stay in order.</summary>
    [Fact]
    public void Outdate_AmongTimersThatStay_LeavesThemAsTheyWere()
    {
        var (timers, windows) = (new EarlyTimers<int, long>(), new OpenWindows<int, long>(lateness: 0));
        var (ends, stays) = (windows.Open(new Window(0, 1), 0), windows.Open(new Window(0, 9), 0));
        for (var due = 0; due < 3000; due++)
        {
            timers.Add(due / 2, ends, [due, due + 3000]);
            timers.Add(due / 2, stays, [due]);
        }

        Assert.True(windows.TryTakeDue(1, out _));
        windows.Close(ends);
        timers.Outdate(6000);

        Assert.Equal((3000, 3000), (timers.Count, timers.Kept));
        timers.CheckInvariants();
        for (var due = 0; due < 1500; due++)
        {
            Assert.Equal(due, timers.NextDue);
            Assert.Equal([(stays.Window, 2 * due), (stays.Window, (2 * due) + 1)], Taken(timers));
        }
    }

    /// <summary>As above, when some were taken before.</summary>
    [Fact]
    public void Outdate_BehindSomeThatWereTaken_LeavesTheOthersAsTheyWere()
    {
        var (timers, windows) = (new EarlyTimers<int, long>(), new OpenWindows<int, long>(lateness: 0));
        var (ends, stays) = (windows.Open(new Window(0, 1), 0), windows.Open(new Window(0, 9), 0));
        for (var due = 0; due < 3000; due++)
        {
            timers.Add(due, ends, [due, due + 3000]);
            timers.Add(due, stays, [due]);
        }

        for (var due = 0; due < 1000; due++)
        {
            Assert.Equal([(ends.Window, due), (ends.Window, due + 3000), (stays.Window, due)], Taken(timers));
        }

        Assert.Equal((6000, 6000), (timers.Count, timers.Kept));
        Assert.True(windows.TryTakeDue(1, out _));
        windows.Close(ends);
        timers.Outdate(4000);

        Assert.Equal((2000, 2000), (timers.Count, timers.Kept));
        timers.CheckInvariants();
        for (var due = 1000; due < 3000; due++)
        {
            Assert.Equal(due, timers.NextDue);
            Assert.Equal([(stays.Window, due)], Taken(timers));
        }
    }

    private static List<(Window Window, int Cell)> Taken(EarlyTimers<int, long> timers)
    {
        var taken = new List<(Window, int)>();
        foreach (ref readonly var cells in timers.TakeDue())
        {
            foreach (var cell in timers.CellsOf(cells))
            {
                taken.Add((cells.Table.Window, cell));
            }
        }

        return taken;
    }
}
