using Dataflow.Combining;
using Dataflow.Running;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Windows;

public sealed class CustomWindowTests
{
    private const string Each = ", trigger Repeatedly(AfterCount(1)), accumulation retracting, lateness 1h, on-time if-non-empty";

    private sealed record Rate(string Currency, long Value, double At);

    [Fact]
    [Trait("Rule", "9")]
    public void ValidityWindows_RatesOutOfOrder_EachIsValidUntilTheNext()
    {
        Rate[] rates = [new("yen", 114, 10), new("euro", 120, 5), new("yen", 116, 40), new("yen", 115, 20), new("euro", 119, 60)];
        var panes = Schedules.Run(p => p.Create(rates, e => Streams.At(e.At))
            .WindowInto(new ValidityWindows<Rate>().AccumulatingAndRetractingFiredPanes())
            .CombinePerKey(e => e.Currency, e => e.Value, Combine.Max<long>()));

        Assert.Equal(
            ["euro 120 [5, 60)", "euro 119 [60, inf)", "yen 114 [10, 20)", "yen 115 [20, 40)", "yen 116 [40, inf)"],
            Left(panes.Select(pane => (pane.Value.Key, pane.Value.Value, pane.Window, pane.IsRetraction))));
    }

    [Fact]
    [Trait("Rule", "12")]
    [Trait("Choice", "6")]
    public void ValidityWindows_WindowThatIsCutShortAfterItFired_IsRetractedUnderItsOldExtent()
    {
        Rate[] rates = [new("yen", 114, 10), new("yen", 116, 40), new("yen", 115, 20)];
        var panes = Schedules.Run(p => p.Create(rates, e => Streams.At(e.At), WatermarkPolicy.Bounded(Duration.FromSeconds(30)))
            .WindowInto(Windowed(new ValidityWindows<Rate>()))
            .CombinePerKey(e => e.Currency, e => e.Value, Combine.Max<long>()));

        // The first rate fires in [10, inf). Cut to [10, 40) and then to [10, 20) by the others it has had no element to fire for; it does when it expires.
        Assert.Equal(
            ["114 [10, inf)", "116 [40, inf)", "115 [20, 40)", "-114 [10, inf)", "114 [10, 20)"],
            panes.Select(pane => $"{(pane.IsRetraction ? "-" : "")}{pane.Value.Value} {Text(pane.Window)}"));
    }

    [Fact]
    public void BoundedSessions_LongActivity_IsCutAtTheBound()
    {
        var panes = Schedules.Run(p => p.Create([0.0, 4, 8, 12, 16, 20], Streams.At)
            .WindowInto(new BoundedSessions<double>(Duration.FromSeconds(5), Duration.FromSeconds(15)).AccumulatingAndRetractingFiredPanes())
            .CountPerKey(_ => "k"));

        Assert.Equal(["k 3 [0, 13)", "k 3 [12, 25)"], Left(panes.Select(pane => (pane.Value.Key, pane.Value.Value, pane.Window, pane.IsRetraction))));
    }

    [Fact]
    public void SessionsByElement_GapsOfTheElements_Count()
    {
        // A click keeps a session open for 5 s, a purchase for 30 s.
        (string What, double At)[] events = [("click", 0), ("buy", 3), ("click", 32), ("click", 40)];
        var panes = Schedules.Run(p => p.Create(events, e => Streams.At(e.At))
            .WindowInto(SessionWindows.WithGap<(string What, double At)>(e => Duration.FromSeconds(e.What == "buy" ? 30 : 5)).AccumulatingAndRetractingFiredPanes())
            .CountPerKey(_ => "k"));

        Assert.Equal(["k 3 [0, 37)", "k 1 [40, 45)"], Left(panes.Select(pane => (pane.Value.Key, pane.Value.Value, pane.Window, pane.IsRetraction))));
    }

    [Fact]
    public void SessionsByElement_ElementMappedBeforeTheGrouping_KeepsItsWindow()
    {
        (string What, double At)[] events = [("click", 0), ("buy", 3), ("click", 32)];
        var panes = Schedules.Run(p => p.Create(events, e => Streams.At(e.At))
            .WindowInto(SessionWindows.WithGap<(string What, double At)>(e => Duration.FromSeconds(e.What == "buy" ? 30 : 5)).AccumulatingAndRetractingFiredPanes())
            .Select(e => e.What.Length)
            .CountPerKey(_ => "k"));
        Assert.Equal([3], panes.Select(pane => pane.Value.Value));
    }

    [Fact]
    [Trait("Rule", "3")]
    public async Task CustomWindows_SeveralOrNoneForAnElement_CountsInEach()
    {
        var counts = Schedules.Run(p => p.Create([1.0, 2, 3, 4], Streams.At).WindowInto(new Divisors()).CountPerKey(_ => "k"));
        Assert.Equal(
            ["1 [0, 2)", "1 [0, 3)", "1 [1, 3)", "1 [0, 4)", "1 [2, 4)", "1 [2, 5)", "1 [3, 5)"],
            counts.Select(pane => $"{pane.Value.Value} {Text(pane.Window)}"));
        var result = await Pipeline.Build(p => p.Create([1.0, 2, 3, 4], Streams.At).WindowInto(new Divisors(), "Divisors").CountPerKey(_ => "k").ForEach(_ => { }))
            .RunAsync();
        Assert.Equal(0, result["Divisors"].Unassigned);
        var none = await Pipeline.Build(p => p.Create([1.0, 7], Streams.At).WindowInto(new Divisors(), "Divisors").CountPerKey(_ => "k").ForEach(_ => { }))
            .RunAsync();
        Assert.Equal(1, none["Divisors"].Unassigned);
    }

    [Fact]
    public async Task CustomWindows_WindowWithoutTheElement_IsReportedWithWindowAndTime()
    {
        var failure = await FailureOf(p => p.Create([5.0], Streams.At).WindowInto(new Elsewhere(), "Windows").CountPerKey(_ => "k").ForEach(_ => { }));
        Assert.Equal("Windows", failure.Step);
        Assert.Contains("[1970-01-01T00:00:06Z, 1970-01-01T00:00:09Z)", failure.Message, StringComparison.Ordinal);
        Assert.Contains("1970-01-01T00:00:05Z", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shrink", "[1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)", "[1970-01-01T00:00:05Z, 1970-01-01T00:00:06Z)")]
    [InlineData("foreign", "[1970-01-01T00:01:40Z, 1970-01-01T00:01:50Z)", "[1970-01-01T00:00:00Z, 1970-01-01T00:00:15Z)")]
    [InlineData("twice", "[1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)", "[1970-01-01T00:00:00Z, 1970-01-01T00:00:20Z)")]
    [InlineData("occupied", "[1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)", "[1970-01-01T00:00:05Z, 1970-01-01T00:00:15Z)")]
    public async Task CustomWindows_MergeThatIsNotAllowed_IsReportedWithBothWindows(string fault, string window, string other)
    {
        foreach (var options in Schedules.All)
        {
            var failure = await FailureOf(
                p => p.Create([0.0, 5], Streams.At).WindowInto(new Faulty(fault).AccumulatingAndRetractingFiredPanes()).CountPerKey(_ => "k", "Counts").ForEachPane(_ => { }), options);
            Assert.Equal("Counts", failure.Step);
            Assert.Contains(window, failure.Message, StringComparison.Ordinal);
            Assert.Contains(other, failure.Message, StringComparison.Ordinal);
        }
    }

    private static WindowingStrategy Windowed<T>(ValidityWindows<T> fn) => WindowingStrategy.Parse($"window global{Each}") with { WindowFn = fn };

    private static async Task<StepFailedException> FailureOf(Action<PipelineBuilder> describe, RunOptions? options = null) =>
        await Assert.ThrowsAsync<StepFailedException>(() => Pipeline.Build(describe).RunAsync(options));

    private static List<string> Left<TKey>(IEnumerable<(TKey Key, long Value, Window Window, bool IsRetraction)> panes)
    {
        var left = new List<(TKey Key, long Value, Window Window)>();
        foreach (var (key, value, window, isRetraction) in panes)
        {
            if (isRetraction)
            {
                Assert.True(left.Remove((key, value, window)));
            }
            else
            {
                left.Add((key, value, window));
            }
        }

        return [.. left.OrderBy(pane => $"{pane.Key}", StringComparer.Ordinal).ThenBy(pane => pane.Window.Start).Select(pane => $"{pane.Key} {pane.Value} {Text(pane.Window)}")];
    }

    private static string Text(Window window) =>
        $"[{window.Start.ToUnixTimeSeconds()}, {(window.End == Time.EventTime.EndOfTime ? "inf" : $"{window.End.ToUnixTimeSeconds()}")})";

    /// <summary>For second n the windows [n - d, n + 1) of the divisors d of n under 4, each twice; none from 5 on.</summary>
    private sealed record Divisors : WindowFn<double>
    {
        protected override void AssignWindows(double element, Instant timestamp, ICollection<Window> windows)
        {
            for (var d = 1; d < 4; d++)
            {
                if (element % d == 0 && element < 5)
                {
                    windows.Add(new Window(Streams.At(element - d), Streams.At(element + 1)));
                    windows.Add(new Window(Streams.At(element - d), Streams.At(element + 1)));
                }
            }
        }

        public override string ToString() => "divisors";
    }

    private sealed record Elsewhere : WindowFn<double>
    {
        protected override void AssignWindows(double element, Instant timestamp, ICollection<Window> windows) =>
            windows.Add(new Window(Streams.At(element + 1), Streams.At(element + 4)));

        public override string ToString() => "elsewhere";
    }

    /// <summary>Elements at 0 and 5 are in [0, 10) and [5, 15), which merge in a way that is not allowed.</summary>
    private sealed record Faulty(string Fault) : MergingWindowFn<double>
    {
        protected override void AssignWindows(double element, Instant timestamp, ICollection<Window> windows) =>
            windows.Add(new Window(Streams.At(element), Streams.At(element + 10)));

        protected override void MergeWindows(WindowMerger merger)
        {
            if (merger.Windows.Count < 2)
            {
                return;
            }

            switch (Fault)
            {
                case "shrink":
                    merger.Merge(merger.Windows, new Window(Streams.At(5), Streams.At(6)));
                    break;
                case "foreign":
                    merger.Merge([new Window(Streams.At(100), Streams.At(110))], new Window(Streams.At(0), Streams.At(15)));
                    break;
                case "twice":
                    merger.Merge([merger.Windows[0]], new Window(Streams.At(0), Streams.At(12)));
                    merger.Merge([merger.Windows[0]], new Window(Streams.At(0), Streams.At(20)));
                    break;
                default:
                    merger.Merge([merger.Windows[0]], merger.Windows[1]);
                    break;
            }
        }

        public override string ToString() => $"faulty ({Fault})";
    }
}
