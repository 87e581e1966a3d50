using Dataflow.Panes;
using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;
using static Dataflow.Testing.Tests.Times;

namespace Dataflow.Testing.Tests;

/// <summary>What is said of retractions, on panes made by hand.</summary>
public sealed class RetractionAssertTests
{
    private static readonly Window First = Window(0, 10);
    private static readonly Window Second = Window(10, 20);

    // 5 grows to 14; 7 is taken back for good; the 9 of the second window stays.
    private static readonly WindowedValue<int>[] Panes = [Pane(5, First), Pane(7, First), Pane(5, First, '-'), Pane(14, First), Pane(7, First, '-'), Pane(9, Second)];

    [Fact]
    public void Signs_Said_ChooseThePanes()
    {
        Holds(assert => assert.Insertions().ContainsInOrder(5, 7, 14, 9));
        Holds(assert => assert.Retractions().ContainsInOrder(5, 7));
        Holds(assert => assert.FinalState().ContainsInOrder(14, 9));
        Holds(assert => assert.InWindow(First).FinalState().ContainsInOrder(14));
        Holds(assert => assert.FinalState().InWindow(First).ContainsInOrder(14));
        Holds(assert => assert.InWindow(First).Satisfies(panes => Assert.Equal(5, panes.Count)));
        Holds(assert => assert.InWindow(Second).Retractions().IsEmpty());
    }

    [Fact]
    public void Signs_Unsaid_AreAskedForWhereRetractionsAre()
    {
        Assert.Contains("Say which are meant: Insertions(), Retractions() or FinalState().", Fails(assert => assert.ContainsInOrder(5, 7, 14, 9)), StringComparison.Ordinal);
        Holds(assert => assert.InWindow(Second).ContainsInOrder(9));
    }

    [Fact]
    public void FinalState_RetractionOfWhatWasNotThere_Fails()
    {
        var fault = Fails(assert => assert.FinalState().ContainsInOrder(14, 9), [.. Panes, Pane(9, First, '-')]);
        Assert.StartsWith("The panes of 'Sums' final state: A retraction takes back what was not there.\n", fault, StringComparison.Ordinal);
        Assert.Contains("    - 9   [1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)  EARLY 0/-1 first  emitted at ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void FinalState_OfLists_TakesThemOutByTheirParts()
    {
        var pane = Pane(new[] { 1, 2 }, First);
        var left = PaneSelection<int[]>.All.FinalState().Of([pane, pane with { Value = [1, 2], IsRetraction = true }, pane with { Value = [1, 2, 3] }]);
        Assert.Equal([1, 2, 3], Assert.Single(left).Value);
    }

    [Fact]
    public void FinalState_AnUnchangedValueRepeated_IsThereOnce() =>
        Assert.Single(PaneSelection<int>.All.FinalState().Of([Pane(5, First), Pane(5, First, '-'), Pane(5, First)]));

    [Fact]
    [Trait("Choice", "6")]
    public Task FinalState_OfARetractingPipeline_IsTheBatchResult() => Pipeline.Build(p =>
    {
        var stream = TestStream.Of<int>().Add(5, At(1)).Add(9, At(2)).AdvanceWatermarkTo(At(10)).Add(3, At(3)).Add(8, At(12));
        var strategy = FixedWindows.Of(Duration.FromSeconds(10)).WithAllowedLateness(Duration.FromSeconds(100)).AccumulatingAndRetractingFiredPanes()
            .Triggering(Trigger.AfterWatermark(early: Trigger.AfterCount(1), late: Trigger.AfterCount(1))).WithOnTimeBehavior(OnTimeBehavior.FireIfNonEmpty);

        PAssert.That(p.Read(stream).WindowInto(strategy).SumPerKey(_ => "all", n => n).Select(sum => sum.Value))
            .InWindow(First).Insertions().ContainsInOrder(5, 14, 17)
            .InWindow(First).Retractions().ContainsInOrder(5, 14)
            .InEarlyPanes(First).Insertions().ContainsInOrder(5, 14)
            .InOnTimePane(First).ContainsInOrder(17)
            .FinalState().ContainsInOrder(17, 8);
    }).RunAsync();

    private static WindowedValue<T> Pane<T>(T value, Window window, char sign = '+') =>
        new(value, window.MaxTimestamp, window, new PaneInfo(PaneTiming.Early, 0, -1, true, false), At(1), EventTime.StartOfTime, sign == '-');

    private static void Holds(Action<PAssertion<int>> say) => Assert.Equal("", Fails(say));

    private static string Fails(Action<PAssertion<int>> say, IReadOnlyList<WindowedValue<int>>? panes = null)
    {
        var sink = new PAssertSink<int>("Sums");
        say(new PAssertion<int>(sink, PaneSelection<int>.All));
        return string.Join("\n", sink.Find(panes ?? Panes).Select(fault => fault.Text));
    }
}
