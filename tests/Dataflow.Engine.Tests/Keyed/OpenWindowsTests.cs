using Dataflow.Engine.Keyed;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Keyed;

public sealed class OpenWindowsTests
{
    [Fact]
    public void TryTakeDue_EndThenExpiry_ComesAtEach()
    {
        var open = new OpenWindows<int, int>(lateness: 5);
        var table = open.Open(new Window(0, 10), EventTime.StartTicks);

        Assert.Equal(10, open.NextDeadline);
        Assert.False(open.TryTakeDue(9, out _));
        Assert.True(open.TryTakeDue(10, out var due));
        Assert.Same(table, due);

        open.KeepUntilExpiry(due);
        Assert.Equal(15, open.NextDeadline);
        Assert.False(open.TryTakeDue(14, out _));
        Assert.True(open.TryTakeDue(15, out due));
        open.Close(due);
        Assert.Equal((0, long.MaxValue), (open.Count, open.NextDeadline));
        Assert.Null(open.Find(new Window(0, 10)));
        Assert.False(open.TryTakeDue(EventTime.EndTicks, out _));
    }

    [Fact]
    public void Open_PastTheEnd_HasFiredAndIsDueAtExpiry()
    {
        var open = new OpenWindows<int, int>(lateness: 5);

        Assert.True(open.Open(new Window(0, 10), 10).HasFired);
        Assert.Equal(15, open.NextDeadline);
        Assert.False(open.Open(new Window(0, 11), 10).HasFired);
        Assert.Equal(11, open.NextDeadline);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(EventTime.MaxSpanTicks)]
    public void ExpiryOf_EndOfTime_Saturates(long lateness)
    {
        var open = new OpenWindows<int, int>(lateness);

        Assert.Equal(EventTime.EndTicks, open.ExpiryOf(Window.Global));
        Assert.Equal(EventTime.EndTicks, open.ExpiryOf(new Window(0, EventTime.EndTicks - lateness)));
        open.Open(Window.Global, EventTime.EndTicks - 1);
        Assert.False(open.TryTakeDue(EventTime.EndTicks - 1, out _));
        Assert.True(open.TryTakeDue(EventTime.EndTicks, out _));
    }

    [Fact]
    public void Open_AfterClose_UsesAnEmptyTableAgain()
    {
        var open = new OpenWindows<string, int>(lateness: 5);
        var first = open.Open(new Window(0, 10), 0);
        first.Cells.Accumulator(~first.Cells.FindOrAdd("a")) = 7;
        first.Pending = 1;
        first.Times.Add(0, 3, TimestampCombiner.Earliest);
        first.Sequences.Add(1);
        first.MarkFired();
        Assert.Equal(1, first.CountPane(0));
        Assert.True(open.TryTakeDue(10, out _));
        open.Close(first);

        var second = open.Open(new Window(10, 20), 10);

        Assert.Same(first, second);
        Assert.Equal((new Window(10, 20), false, 0, 0L, 0), (second.Window, second.HasFired, second.Cells.Count, second.Pending, second.Sequences.Count));
        Assert.Equal(OutputTimes.None, second.Times[0]);
        Assert.True(second.Cells.FindOrAdd("a") < 0);
        Assert.Equal(0, second.CountPane(0));
        open.CheckInvariants();
    }

    [Fact]
    public void CountPane_AfterFiring_CountsFromOneForOldCellsAndZeroForNew()
    {
        var table = new OpenWindows<int, int>(5).Open(new Window(0, 10), 0);
        Enumerable.Range(0, 20).ToList().ForEach(key => table.Cells.FindOrAdd(key));
        table.MarkFired();

        Assert.Equal([1, 2, 1, 0, 1], new[] { table.CountPane(0), table.CountPane(0), table.CountPane(19), table.CountPane(20), table.CountPane(20) });
    }

    [Fact]
    public void TryTakeDue_RandomWindows_ComesByDeadlineThenWindow() => Seeds.Each(300, random =>
    {
        var lateness = random.Next(12);
        var open = new OpenWindows<int, int>(lateness);
        var model = new Dictionary<Window, long>();
        for (var watermark = 0L; watermark < 40; watermark += random.Next(0, 5))
        {
            OpenSome(random, open, model, watermark);
            while (open.TryTakeDue(watermark, out var table))
            {
                var (deadline, window) = model.Select(entry => (entry.Value, entry.Key)).Min();
                Assert.True(deadline <= watermark);
                Assert.Equal(window, table.Window);
                model.Remove(window);
                if (watermark >= window.EndTicks + lateness)
                {
                    open.Close(table);
                }
                else
                {
                    model[window] = window.EndTicks + lateness;
                    open.KeepUntilExpiry(table);
                }
            }

            open.CheckInvariants();
            Assert.Equal(model.Values.DefaultIfEmpty(long.MaxValue).Min(), open.NextDeadline);
            Assert.True(open.NextDeadline > watermark);
            Assert.Equal(model.Keys.Order(), open.Tables.Select(table => table.Window).Order());
        }
    });

    private static void OpenSome(Random random, OpenWindows<int, int> open, Dictionary<Window, long> model, long watermark)
    {
        for (var i = random.Next(4); i > 0; i--)
        {
            var start = random.Next(45);
            var window = new Window(start, start + random.Next(1, 6));
            if (open.Find(window) is null && watermark < open.ExpiryOf(window))
            {
                open.Open(window, watermark);
                model[window] = watermark >= window.EndTicks ? open.ExpiryOf(window) : window.EndTicks;
            }
        }
    }
}
