using Dataflow.Running;
using Dataflow.Sources;
using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;
using static Dataflow.Testing.Tests.Times;

namespace Dataflow.Testing.Tests;

public sealed class TestStreamTests
{
    private static readonly TestStream<int> Empty = TestStream.Of<int>();

    public static TheoryData<int> BatchSizes => [1, 2, 3, 7, 4096];

    [Theory]
    [MemberData(nameof(BatchSizes))]
    [Trait("Rule", "60")]
    public async Task Run_AnyBatchSize_SettlesEachStepBeforeTheNext(int batchSize)
    {
        var stream = Empty
            .Add(1, At(1))
            .AdvanceProcessingTimeTo(At(100))
            .AddElements((2, At(2)), (3, At(3)), (4, At(4)))
            .AdvanceWatermarkTo(At(3))
            .AdvanceProcessingTime(Duration.FromSeconds(5))
            .Add(5, At(5))
            .AdvanceWatermarkTo(At(10))
            .Add(6, At(6))
            .AdvanceWatermarkToInfinity();

        var seen = await ElementsAsync(stream, batchSize);

        Assert.Equal([1, 2, 3, 4, 5, 6], seen.Select(e => e.Value));
        Assert.Equal([1.0, 2, 3, 4, 5, 6], seen.Select(e => Seconds(e.Timestamp)));
        Assert.Equal([0.0, 100, 100, 100, 105, 105], seen.Select(e => Seconds(e.ProcessingTime)));
        Assert.Equal([EventTime.StartOfTime, EventTime.StartOfTime, EventTime.StartOfTime, EventTime.StartOfTime, At(3), At(10)], seen.Select(e => e.Watermark));
    }

    [Theory]
    [MemberData(nameof(BatchSizes))]
    [Trait("Choice", "2")]
    public async Task Run_WatermarkBeforeTheClockMoves_FiresAtTheInstantBefore(int batchSize)
    {
        var stream = TestStream.Of<int>(At(50))
            .Add(1, At(1))
            .AdvanceWatermarkTo(At(10))
            .AdvanceProcessingTimeTo(At(60))
            .Add(2, At(2))
            .Add(3, At(13))
            .AdvanceWatermarkToInfinity();
        var panes = new List<WindowedValue<KV<string, int>>>();

        var result = await Sums(stream, panes).RunAsync(new RunOptions { BatchSize = batchSize });

        Assert.Equal([(1, 50.0), (3, 60.0)], panes.Select(pane => (pane.Value.Value, Seconds(pane.ProcessingTime))));
        Assert.Equal(1, result.Late);
    }

    [Theory]
    [MemberData(nameof(BatchSizes))]
    [Trait("Rule", "44")]
    [Trait("Rule", "60")]
    public async Task Run_ClockPassesSeveralTimers_FiresEachWhenItIsDue(int batchSize)
    {
        var stream = Empty
            .Add(1, At(1))
            .AdvanceProcessingTime(Duration.FromSeconds(3))
            .Add(2, At(11))
            .AdvanceProcessingTime(Duration.FromSeconds(2))
            .Add(4, At(1))
            .AdvanceProcessingTime(Duration.FromSeconds(60));
        var panes = new List<WindowedValue<int>>();
        var trigger = Trigger.Repeatedly(Trigger.AfterProcessingTime(delay: Duration.FromSeconds(5)));

        await Pipeline.Build(p => p
            .Read(stream)
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)).Triggering(trigger).DiscardingFiredPanes().WithOnTimeBehavior(OnTimeBehavior.FireIfNonEmpty))
            .SumPerKey(_ => "all", n => n).Select(sum => sum.Value).ToList(panes)).RunAsync(new RunOptions { BatchSize = batchSize });

        // The 4 comes at the very instant at which the first pane is due, and is in it (choice 2).
        Assert.Equal([(5, 5.0), (2, 8.0)], panes.Select(pane => (pane.Value, Seconds(pane.ProcessingTime))));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Choice", "12")]
    public async Task Run_WithOrWithoutAnEnd_Ends(bool says)
    {
        var stream = Empty.Add(1, At(1)).Add(2, At(11)).AdvanceWatermarkTo(At(10));
        var panes = new List<WindowedValue<KV<string, int>>>();

        await Sums(says ? stream.AdvanceWatermarkToInfinity() : stream, panes).RunAsync();

        Assert.Equal([(1, At(10)), (2, EventTime.EndOfTime)], panes.Select(pane => (pane.Value.Value, pane.Watermark)));
    }

    [Fact]
    public async Task Run_NoSteps_GivesNothing() => Assert.Empty(await ElementsAsync(Empty, 10));

    [Fact]
    public async Task Add_ToAScript_LeavesItAsItIs()
    {
        var one = Empty.Add(1, At(1));
        var two = one.Add(2, At(2));
        var other = one.Add(3, At(3));

        Assert.Equal([1], (await ElementsAsync(one, 10)).Select(e => e.Value));
        Assert.Equal([1, 2], (await ElementsAsync(two, 10)).Select(e => e.Value));
        Assert.Equal([1, 3], (await ElementsAsync(other, 10)).Select(e => e.Value));
    }

    [Fact]
    public void Source_IsRecordedRepeatableAndBounded()
    {
        Source<int> source = Empty.Add(1, At(1)).AdvanceWatermarkToInfinity();
        Assert.Equal((WatermarkPolicy.Recorded, true, true), (source.Watermark, source.IsRepeatable, source.IsBounded));
        Assert.Equal("a test stream of 2 steps", source.ToString());
    }

    public static TheoryData<string, Func<TestStream<int>, TestStream<int>>> BadSteps => new()
    {
        { "Step 3 of the test stream moves the watermark to 1970-01-01T00:00:10Z, but it must grow, and it stands at 1970-01-01T00:00:10Z", s => s.AdvanceWatermarkTo(At(10)) },
        { "moves the watermark to 1970-01-01T00:00:09Z, but it must grow", s => s.AdvanceWatermarkTo(At(9)) },
        { "Step 3 of the test stream moves the watermark to the end of time", s => s.AdvanceWatermarkTo(EventTime.EndOfTime) },
        { "Step 4 of the test stream moves processing time to 1970-01-01T00:00:20Z, but it must grow, and it stands at 1970-01-01T00:00:20Z", s => s.Add(1, At(1)).AdvanceProcessingTimeTo(At(20)) },
        { "moves processing time to 1970-01-01T00:00:20Z, but it must grow", s => s.AdvanceProcessingTime(Duration.Zero) },
        { "moves processing time to 1970-01-01T00:00:19Z, but it must grow", s => s.AdvanceProcessingTime(Duration.FromSeconds(-1)) },
        { "Step 3 of the test stream moves processing time by", s => s.AdvanceProcessingTime(Duration.FromDays(4_000_000)) },
        { "Step 3 of the test stream adds the element 7 at the end of time", s => s.AddElements((6, At(6)), (7, EventTime.EndOfTime)) },
    };

    [Theory]
    [MemberData(nameof(BadSteps))]
    [Trait("Rule", "60")]
    public void Step_ThatDoesNotMoveOn_IsRefusedByItsNumber(string message, Func<TestStream<int>, TestStream<int>> step)
    {
        var script = Empty.AdvanceWatermarkTo(At(10)).AdvanceProcessingTimeTo(At(20));
        var failure = Assert.Throws<ArgumentOutOfRangeException>(() => step(script));
        Assert.Contains(message, failure.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Func<TestStream<int>, TestStream<int>>> AnySteps => new()
    {
        { "an element", s => s.Add(1, At(1)) },
        { "another end", s => s.AdvanceWatermarkToInfinity() },
        { "a step of the clock", s => s.AdvanceProcessingTimeTo(At(9)) },
    };

    [Theory]
    [MemberData(nameof(AnySteps))]
    [Trait("Rule", "60")]
    public void Step_AfterTheEnd_IsRefused(string what, Func<TestStream<int>, TestStream<int>> step)
    {
        var failure = Assert.Throws<InvalidOperationException>(() => step(Empty.AdvanceWatermarkToInfinity()));
        Assert.NotEmpty(what);
        Assert.StartsWith("Step 2 of the test stream follows AdvanceWatermarkToInfinity()", failure.Message, StringComparison.Ordinal);
    }

    private static double Seconds(Instant instant) => (instant - NodaConstants.UnixEpoch).TotalSeconds;

    private static async Task<List<WindowedValue<int>>> ElementsAsync(TestStream<int> stream, int batchSize)
    {
        var seen = new List<WindowedValue<int>>();
        await Pipeline.Build(p => p.Read(stream).ToList(seen)).RunAsync(new RunOptions { BatchSize = batchSize });
        return seen;
    }

    private static Pipeline Sums(TestStream<int> stream, List<WindowedValue<KV<string, int>>> panes) => Pipeline.Build(p => p
        .Read(stream).WindowInto(FixedWindows.Of(Duration.FromSeconds(10))).SumPerKey(_ => "all", n => n).ToList(panes));
}
