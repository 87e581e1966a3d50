using Dataflow.Combining;
using Dataflow.Engine.Keyed;
using Dataflow.Time;
using Dataflow.Windowing;

namespace Dataflow.Engine.Tests.Keyed;

public sealed class WindowDirectoryTests
{
    /// <summary>Windows of one length or of many, anywhere on the time line and in any number, some of which are forgotten on the way.</summary>
    [Fact]
    public void Fold_AnyRows_GoIntoTheWindowsOfTheirTimes() => Seeds.Each(300, random =>
    {
        var windows = NextWindows(random);
        var directory = new WindowDirectory<int, long>();
        var expected = new Dictionary<(Window, int), (long Sum, int Count)>();
        var open = new Dictionary<Window, Some>();
        for (var batch = 0; batch < 4; batch++)
        {
            var chosen = Enumerable.Range(0, random.Next(1, 300)).Select(_ => windows[random.Next(windows.Length)]).ToArray();
            var times = chosen.Select(window => random.Next(4) switch { 0 => window.StartTicks, 1 => window.EndTicks - 1, _ => random.NextInt64(window.StartTicks, window.EndTicks) }).ToArray();
            var keys = chosen.Select(_ => random.Next(random.Next(2) == 0 ? 5 : 100)).ToArray();
            var values = chosen.Select(_ => random.NextInt64(100)).ToArray();
            directory.Suit(chosen[0]);
            directory.MakeRoom(random.Next(windows.Length));

            var row = 0;
            for (Fold(directory, times, keys, values, ref row); row < times.Length; Fold(directory, times, keys, values, ref row))
            {
                Assert.Equal(row, directory.SkipKnown(times, row));
                open.TryAdd(chosen[row], new Some());
                directory.Add(times[row], chosen[row], open[chosen[row]]);
                Assert.True(directory.SkipKnown(times, row) > row, "It is not known when it was added.");
            }

            for (var i = 0; i < times.Length; i++)
            {
                var (sum, count) = expected.GetValueOrDefault((chosen[i], keys[i]));
                expected[(chosen[i], keys[i])] = (sum + values[i], count + 1);
            }

            // What is forgotten has emitted its panes, and a window at the same place is another.
            foreach (var window in open.Keys.Where(_ => random.Next(3) == 0).ToList())
            {
                directory.Forget(window, open[window]);
                Check(window, open[window], expected);
                open.Remove(window);
                expected = expected.Where(pair => pair.Key.Item1 != window).ToDictionary();
            }
        }

        Assert.All(open, pair => Check(pair.Key, pair.Value, expected));
        Assert.Equal(expected.Keys.Select(key => key.Item1).ToHashSet(), [.. open.Keys]);
    });

    [Theory]
    [InlineData(EventTime.StartTicks + 3)]
    [InlineData(-(7L << 20) - 2)]
    [InlineData(-(7L << 20) - 3)]
    public void SkipKnown_AForgottenWindowFarBeforeTheOthers_IsNotKnown(long start)
    {
        // Numbers go around where they begin, 1,048,576 windows before the first: 2 ticks before that is a multiple of 7 before the end of all numbers.
        var window = new Window(start, start + 7);
        var (directory, cells) = (new WindowDirectory<int, long>(), new Some());
        directory.Suit(new Window(0, 7));
        for (var time = window.StartTicks; time < window.EndTicks; time++)
        {
            directory.Add(time, window, cells);
            Assert.Equal(1, directory.SkipKnown([time], 0));
        }

        directory.Forget(window, cells);

        for (var time = window.StartTicks; time < window.EndTicks; time++)
        {
            Assert.Equal(0, directory.SkipKnown([time], 0));
        }
    }

    [Fact]
    public void Forget_AWindowWhosePlaceAnotherHas_LeavesThat()
    {
        var (one, other) = (new Window(0, 10), new Window(80, 90));
        var (directory, cells, others) = (new WindowDirectory<int, long>(), new Some(), new Some());
        directory.Suit(one);
        directory.Add(5, one, cells);
        directory.Add(85, other, others);
        Assert.Equal((0, 1), (directory.SkipKnown([5], 0), directory.SkipKnown([85], 0)));

        directory.Forget(one, cells);

        Assert.Equal(1, directory.SkipKnown([85], 0));
    }

    [Fact]
    public void Forget_AWindowOfEarlierPlaces_IsNotKnown()
    {
        var (directory, cells, window) = (new WindowDirectory<int, long>(), new Some(), new Window(0, 10));
        directory.Suit(window);
        directory.Add(5, window, cells);
        directory.Suit(new Window(103, 113));

        directory.Forget(window, cells);

        directory.Suit(window);
        Assert.Equal(0, directory.SkipKnown([5], 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(70)]
    public void Fold_ARowFails_ThoseBeforeItAreFolded(int failing)
    {
        var (directory, cells, window) = (new WindowDirectory<int, long>(), new Some(), new Window(0, 100));
        directory.Suit(window);
        directory.Add(0, window, cells);
        var times = Enumerable.Range(0, 100).Select(i => (long)i).ToArray();
        var values = times.Select(time => time == failing ? long.MaxValue : 1).ToArray();
        var row = 0;
        Fold(directory, [0], [0], [1], ref row);
        row = 0;

        Assert.Throws<OverflowException>(() => Fold(directory, times, new int[100], values, ref row));

        Assert.Equal((failing, failing + 1), (row, cells.Pending));
        Assert.Equal(failing + 1, cells.Cells.Accumulator(cells.Cells.Find(0)));
    }

    /// <summary>Rows with new keys are put off behind others.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void Fold_RowsOfNewAndOfKnownKeysFail_SaysTheFirst(int before)
    {
        var (directory, cells, window) = (new WindowDirectory<int, long>(), new Some(), new Window(0, 10));
        directory.Suit(window);
        directory.Add(0, window, cells);
        var row = 0;
        Fold(directory, [0], [-1], [long.MaxValue], ref row);
        row = 0;

        Assert.Throws<OverflowException>(() => Fold(directory, new long[before + 3], [.. Enumerable.Range(0, before), -2, -2, -1], [.. new long[before], long.MaxValue, 1, 1], ref row));

        Assert.Equal(before + 1, row);
    }

    /// <summary>What stands behind a row of a window that is not known waits for it.</summary>
    [Fact]
    public void Fold_AWindowThatIsNotKnownBehindNewKeys_FoldsThose()
    {
        var (directory, cells) = (new WindowDirectory<int, long>(), new Some());
        directory.Suit(new Window(0, 10));
        directory.Add(0, new Window(0, 10), cells);
        var row = 0;

        Fold(directory, [1, 2, 11, 3], [5, 6, 7, 8], [1, 1, 1, 1], ref row);

        Assert.Equal((2, 2), (row, cells.Pending));
        Assert.Equal([5, 6], cells.Cells.Cells.ToArray().Select(cell => cell.Key));
    }

    [Fact]
    public void Fold_NewKeys_AreToldToTheirWindow()
    {
        var (directory, one, other) = (new WindowDirectory<int, long>(), new Some(), new Some());
        directory.Suit(new Window(0, 10));
        directory.Add(0, new Window(0, 10), one);
        directory.Add(10, new Window(10, 20), other);
        var row = 0;

        Fold(directory, [1, 11, 2, 12, 3], [1, 1, 1, 2, 2], [1, 1, 1, 1, 1], ref row);

        Assert.Equal([1, 2], one.Counts);
        Assert.Equal([1, 2], other.Counts);
    }

    private static void Fold(WindowDirectory<int, long> directory, long[] times, int[] keys, long[] values, ref int row) =>
        directory.Fold<long, long, SumFn<long>>(times, keys, values, default, ref row);

    private static void Check(Window window, Some cells, Dictionary<(Window, int), (long Sum, int Count)> expected)
    {
        var own = expected.Where(pair => pair.Key.Item1 == window).ToDictionary(pair => pair.Key.Item2, pair => pair.Value);
        Assert.Equal(own.OrderBy(pair => pair.Key).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Sum)), cells.Cells.Cells.ToArray().Select(cell => KeyValuePair.Create(cell.Key, cell.Accumulator)).OrderBy(pair => pair.Key));
        Assert.Equal(own.Values.Sum(value => value.Count), cells.Pending);
        Assert.Equal(own.Count, cells.Counts[^1]);
    }

    // One behind the other, with gaps: as many as there may be, of one length or each of its own.
    private static Window[] NextWindows(Random random)
    {
        var (count, isRegular) = (random.Next(4) == 0 ? random.Next(1, 2_000) : random.Next(1, 12), random.Next(2) == 0);
        var length = random.NextInt64(1, 1L << random.Next(1, 40));
        var start = random.Next(3) switch { 0 => EventTime.StartTicks, 1 => EventTime.EndTicks - (count * length * 4), _ => random.NextInt64(-1_000_000, 1_000_000) };
        var windows = new List<Window>();
        for (var i = 0; i < count; i++)
        {
            var size = isRegular ? length : random.NextInt64(1, length + 1);
            windows.Add(new Window(start, start + size));
            start += size * (random.Next(5) == 0 ? 3 : 1);
        }

        return [.. windows];
    }

    private sealed class Some : WindowCells<int, long>
    {
        public List<int> Counts { get; } = [];

        public override void OnNewCells() => Counts.Add(Cells.Count);
    }
}
