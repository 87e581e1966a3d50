using Dataflow.Panes;
using Dataflow.Running;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;
using static Dataflow.Testing.Tests.Times;

namespace Dataflow.Testing.Tests;

public sealed class PAssertTests
{
    private static readonly Window First = Window(0, 10);
    private static readonly Window Second = Window(10, 20);

    // red: 1 + 2 on time, then 4 late; blue: 8 on time; and red again in the second window.
    private static readonly TestStream<KV<string, int>> Scores = TestStream.Of<KV<string, int>>()
        .AddElements((KV.Of("red", 1), At(1)), (KV.Of("blue", 8), At(2)), (KV.Of("red", 2), At(3)))
        .AdvanceWatermarkTo(At(10))
        .Add(KV.Of("red", 4), At(4))
        .Add(KV.Of("red", 16), At(12));

    [Fact]
    public async Task Checks_ThatHold_LetTheRunPass() => await RunAsync(sums => PAssert.That(sums)
        .InOnTimePane(First).ContainsInAnyOrder(KV.Of("blue", 8), KV.Of("red", 3))
        .InOnTimePane(First).ContainsInOrder(KV.Of("red", 3), KV.Of("blue", 8))
        .InLatePanes(First).ContainsInOrder(KV.Of("red", 4))
        .InEarlyPanes(First).IsEmpty()
        .InWindow(Second).ContainsInAnyOrder(KV.Of("red", 16))
        .InFinalPane(Second).ContainsInAnyOrder(KV.Of("red", 16))
        .InWindow(Window(20, 30)).IsEmpty()
        .ContainsInAnyOrder(KV.Of("red", 3), KV.Of("blue", 8), KV.Of("red", 4), KV.Of("red", 16))
        .Satisfies(panes => Assert.Equal(4, panes.Count))
        .Insertions().ContainsInOrder(KV.Of("red", 3), KV.Of("blue", 8), KV.Of("red", 4), KV.Of("red", 16))
        .Retractions().IsEmpty()
        .FinalState().InWindow(Second).ContainsInOrder(KV.Of("red", 16)));

    [Fact]
    public async Task ContainsInAnyOrder_OtherValues_ShowsBothSides()
    {
        var failure = await FailsAsync(sums => PAssert.That(sums).InOnTimePane(First).ContainsInAnyOrder(KV.Of("red", 7), KV.Of("blue", 8)));

        Assert.Equal(
            """
            The panes of 'SumPerKey' in [1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z) ON_TIME: missing: red: 7; not expected: red: 3.
              expected in any order
                red: 7
                blue: 8
              actual
                + red: 3   [1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)  ON_TIME 0/0 first  emitted at 1970-01-01T00:00:00Z, watermark 1970-01-01T00:00:10Z
                + blue: 8  [1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)  ON_TIME 0/0 first  emitted at 1970-01-01T00:00:00Z, watermark 1970-01-01T00:00:10Z
              all panes
                + red: 3   [1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)  ON_TIME 0/0 first  emitted at 1970-01-01T00:00:00Z, watermark 1970-01-01T00:00:10Z
                + blue: 8  [1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)  ON_TIME 0/0 first  emitted at 1970-01-01T00:00:00Z, watermark 1970-01-01T00:00:10Z
                + red: 4   [1970-01-01T00:00:00Z, 1970-01-01T00:00:10Z)  LATE 1/1  emitted at 1970-01-01T00:00:00Z, watermark 1970-01-01T00:00:10Z
                + red: 16  [1970-01-01T00:00:10Z, 1970-01-01T00:00:20Z)  ON_TIME 0/0 first last  emitted at 1970-01-01T00:00:00Z, watermark infinity
            """,
            failure.Message);
    }

    [Fact]
    public async Task ContainsInAnyOrder_AValueOnceInsteadOfTwice_Fails() => Assert.Contains(
        "missing: red: 16.",
        (await FailsAsync(sums => PAssert.That(sums).InWindow(Second).ContainsInAnyOrder(KV.Of("red", 16), KV.Of("red", 16)))).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("number 0, counted from 0, should be blue: 8, but it is red: 3.", "blue:8", "red:3")]
    [InlineData("number 1, counted from 0, should be red: 4, but it is blue: 8.", "red:3", "red:4")]
    [InlineData("number 2, counted from 0, should be red: 4, but it is no pane.", "red:3", "blue:8", "red:4")]
    [InlineData("number 1, counted from 0, should be no pane, but it is blue: 8.", "red:3")]
    public async Task ContainsInOrder_Otherwise_NamesTheFirstDifference(string message, params string[] expected)
    {
        var values = expected.Select(text => text.Split(':')).Select(parts => KV.Of(parts[0], int.Parse(parts[1])));
        var failure = await FailsAsync(sums => PAssert.That(sums).InOnTimePane(First).ContainsInOrder(values));
        Assert.Contains($"ON_TIME: {message}\n  expected in this order\n", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IsEmpty_OfSome_ShowsThem()
    {
        var failure = await FailsAsync(sums => PAssert.That(sums).InLatePanes(First).IsEmpty());
        Assert.Contains("LATE: There are some.\n  expected none\n  actual\n    + red: 4 ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Satisfies_AssertionThrows_KeepsItsException()
    {
        var failure = await FailsAsync(sums => PAssert.That(sums).Satisfies(_ => throw new InvalidOperationException("too small")));
        Assert.StartsWith("The panes of 'SumPerKey': too small\n", failure.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(failure.InnerException);
    }

    [Fact]
    public async Task Satisfies_NoPane_Fails()
    {
        var failure = await FailsAsync(sums => PAssert.That(sums).InEarlyPanes(First).Satisfies(panes => Assert.All(panes, _ => { })));
        Assert.Contains("EARLY: There is no pane that could.\n", failure.Message, StringComparison.Ordinal);
        Assert.Contains("  actual: none\n  all panes\n    + red: 3 ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_WithoutACheck_Fails() =>
        Assert.StartsWith("Nothing was said of the panes of 'SumPerKey'.", (await FailsAsync(sums => PAssert.That(sums).InWindow(First))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task SeveralChecks_ThatFail_AreAllReported()
    {
        var failure = await FailsAsync(sums => PAssert.That(sums).InWindow(First).IsEmpty().InWindow(Second).IsEmpty());
        Assert.Equal(2, failure.Message.Split("There are some.").Length - 1);
    }

    [Fact]
    public void Contains_NoValues_IsRefused()
    {
        var failure = Assert.Throws<ArgumentException>(() => Build(sums => PAssert.That(sums).ContainsInAnyOrder()));
        Assert.Contains("use IsEmpty()", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_AfterTheRun_IsRefused()
    {
        PAssertion<KV<string, int>>? kept = null;
        await Build(sums => kept = PAssert.That(sums).InWindow(Second).ContainsInOrder(KV.Of("red", 16))).RunAsync();
        Assert.Throws<InvalidOperationException>(kept!.IsEmpty);
    }

    [Fact]
    public async Task That_InSeveralPlacesOfOnePipeline_ChecksEach()
    {
        var failure = await FailsAsync(sums =>
        {
            PAssert.That(sums.Where(sum => sum.Key == "blue"), "Blue").ContainsInAnyOrder(KV.Of("blue", 8));
            PAssert.That(sums.Select(sum => sum.Value, "Values")).ContainsInOrder(3, 8, 4);
        });
        Assert.StartsWith("The panes of 'Values': number 3", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_ThatFailsBefore_FailsWithThat()
    {
        var pipeline = Build(sums => PAssert.That(sums.Select(sum => sum.Value == 4 ? throw new InvalidOperationException() : sum)).IsEmpty());
        await Assert.ThrowsAsync<StepFailedException>(() => pipeline.RunAsync());
    }

    [Fact]
    public async Task Contains_ListsPairsAndTuples_ComparesTheirParts()
    {
        var pipeline = Pipeline.Build(p =>
        {
            var grouped = p.Read(Scores).WindowInto(FixedWindows.Of(Duration.FromSeconds(10)).WithAllowedLateness(Duration.FromDays(1)).DiscardingFiredPanes()).GroupByKey();
            PAssert.That(grouped).InOnTimePane(First).ContainsInOrder(KV.Of<string, IReadOnlyList<int>>("red", [1, 2]), KV.Of<string, IReadOnlyList<int>>("blue", [8]));
            PAssert.That(grouped.Select(pair => (pair.Key, pair.Value.ToArray()))).InOnTimePane(First).ContainsInAnyOrder(("blue", [8]), ("red", [1, 2]));
            PAssert.That(p.Create([1, 2, 3], "Numbers").GroupBy(n => n % 2 == 0)).ContainsInAnyOrder(Grouping(false, 1, 3), Grouping(true, 2));
        });
        await pipeline.RunAsync();
    }

    [Fact]
    public async Task Contains_OtherLists_PrintsThem()
    {
        var pipeline = Pipeline.Build(p => PAssert.That(p.Read(Scores).GroupByKey()).ContainsInOrder(KV.Of<string, IReadOnlyList<int>>("red", [1]), KV.Of<string, IReadOnlyList<int>>("blue", [8])));
        var failure = await Assert.ThrowsAsync<PAssertException>(() => pipeline.RunAsync());
        Assert.Contains("number 0, counted from 0, should be red: [1], but it is red: [1, 2, 4, 16].", failure.Message, StringComparison.Ordinal);

        var groups = Pipeline.Build(p => PAssert.That(p.Create([1, 2, 3]).GroupBy(n => n % 2)).ContainsInAnyOrder(Grouping(1, 1, 2), Grouping(0, 2)));
        Assert.Contains("missing: 1: [1, 2]; not expected: 1: [1, 3].", (await Assert.ThrowsAsync<PAssertException>(() => groups.RunAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Message_OfManyPanes_IsCut()
    {
        var pane = new WindowedValue<int>(1, At(1), First, PaneInfo.NoFiring, At(1), EventTime.StartOfTime, false);
        var check = new PaneCheck<int>(PaneSelection<int>.All, "in any order", [2], panes => ValueMatch.InAnyOrder([2], panes));
        var fault = check.Find("Numbers", [.. Enumerable.Repeat(pane, 1000)]);
        Assert.EndsWith("\n    and 900 more", fault!.Text, StringComparison.Ordinal);
    }

    private static IGrouping<TKey, int> Grouping<TKey>(TKey key, params int[] values) => values.GroupBy(_ => key).Single();

    private static Pipeline Build(Action<PCollection<KV<string, int>>> say) => Pipeline.Build(p => say(p
        .Read(Scores)
        .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)).WithAllowedLateness(Duration.FromSeconds(100)).DiscardingFiredPanes())
        .SumPerKey(pair => pair.Key, pair => pair.Value)));

    private static Task<RunResult> RunAsync(Action<PCollection<KV<string, int>>> say) => Build(say).RunAsync();

    private static Task<PAssertException> FailsAsync(Action<PCollection<KV<string, int>>> say) => Assert.ThrowsAsync<PAssertException>(() => RunAsync(say));
}
