using Dataflow.Combining;
using Dataflow.Testing.Generation;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Testing.Tests.Generation;

public sealed class PipelineLawsTests
{
    private static readonly Duration Day = Duration.FromDays(1);
    private static readonly WindowingStrategy Often = FixedWindows.Of(Duration.FromSeconds(5)).Triggering(Trigger.Repeatedly(Trigger.AfterCount(1))).AccumulatingAndRetractingFiredPanes();

    [Fact]
    public void Laws_OfAPipelineOfPureFunctions_Hold() => Properties.Check(
        Generate.Streams(new StreamOptions { Watermarks = WatermarkSchedule.Sane }),
        stream =>
        {
            PipelineLaws.SchedulesChangeNothing(stream, Totals);
            PipelineLaws.StreamEndsAsTheBatch(stream, Totals);
        },
        new PropertyOptions { Cases = 40 });

    [Fact]
    public void SchedulesChangeNothing_FunctionThatCounts_IsFound()
    {
        var failure = Assert.Throws<PropertyFailedException>(() => Properties.Check(Generate.Streams(), stream =>
        {
            var calls = 0;
            PipelineLaws.SchedulesChangeNothing(stream, input => input.Select(pair => KV.Of(pair.Key, ++calls)));
        }));
        Assert.Contains("Output 0, counted from 0, is ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StreamEndsAsTheBatch_AnyPipelineAndStreamThatAreNotRefused_Holds()
    {
        var texts = Arb.Convert(Generate.KeyedNumbers(), pair => KV.Of(pair.Key, $"{pair.Value}"), pair => KV.Of(pair.Key, int.Parse(pair.Value)));
        var (streams, pipelines, held) = (Generate.Streams(texts), Generate.Pipelines(), 0);
        var cases = Arb.From(
            from stream in streams.Generator from pipeline in pipelines.Generator select (Stream: stream, Pipeline: WithoutLists(pipeline)),
            both => streams.Shrinker(both.Stream).Select(stream => both with { Stream = stream })
                .Concat(pipelines.Shrinker(both.Pipeline).Select(pipeline => both with { Pipeline = WithoutLists(pipeline) })));
        var tried = Properties.Check(
            cases,
            both =>
            {
                try
                {
                    PipelineLaws.StreamEndsAsTheBatch(both.Stream, input => both.Pipeline.Apply(input));
                    held++;
                }
                catch (ArgumentException)
                {
                }
            },
            new PropertyOptions { Cases = 300 });
        Assert.True(held >= tried / 20, $"Of {tried} all but {held} were refused.");
    }

    [Fact]
    public void StreamEndsAsTheBatch_FunctionThatLooksAtTheWatermark_IsFound()
    {
        var failure = Assert.Throws<PropertyFailedException>(() => Properties.Check(Sane, stream => PipelineLaws.StreamEndsAsTheBatch(
            stream, input => Counts(input, Often).ParDo<KV<string, long>, bool>((count, emit) => emit(count.Watermark > Instant.FromUnixTimeSeconds(0))))));
        Assert.IsType<PAssertException>(failure.InnerException);
        Assert.Contains("does not stand what the batch gives", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void StreamEndsAsTheBatch_PanesThatAreNotTakenBack_AreRefused() =>
        RefusesPipeline(input => Counts(input, Often.AccumulatingFiredPanes()), "'Counts' may emit several panes for a window (its trigger is Repeatedly(AfterCount(1))", "AccumulatingAndRetractingFiredPanes()");

    [Fact]
    public void StreamEndsAsTheBatch_TriggerThatCanFinish_IsRefused() => RefusesPipeline(
        input => Counts(input, Often.Triggering(Trigger.AfterCount(2)).AllowingFinishingTrigger()), "'Counts' has the trigger AfterCount(2), which can finish");

    [Theory]
    [InlineData(TimestampCombiner.Earliest, "the earliest time")]
    [InlineData(TimestampCombiner.Latest, "the latest time")]
    public void StreamEndsAsTheBatch_TimesOfElementsBeforeAnotherGrouping_AreRefused(TimestampCombiner combiner, string named)
    {
        RefusesPipeline(input => Counts(Counts(input, Often.WithTimestampCombiner(combiner)), Often, "Again"), "'Counts'", named, "TimestampCombiner.EndOfWindow");

        // The second has one pane for a window, but what is taken back counts for its time.
        WindowingStrategy once = FixedWindows.Of(Duration.FromSeconds(20)).WithTimestampCombiner(combiner);
        RefusesPipeline(input => Counts(Counts(Counts(input, Often), once, "Second"), Often, "Third"), "'Second'", named);
    }

    [Theory]
    [InlineData(TimestampCombiner.Earliest)]
    [InlineData(TimestampCombiner.Latest)]
    public void StreamEndsAsTheBatch_TimesOfElementsThatDoNotDependOnWhen_Holds(TimestampCombiner combiner)
    {
        WindowingStrategy once = FixedWindows.Of(Duration.FromSeconds(5)).WithTimestampCombiner(combiner);
        Properties.Check(Sane, stream =>
        {
            PipelineLaws.StreamEndsAsTheBatch(stream, input => Counts(Counts(input, once), FixedWindows.Of(Duration.FromSeconds(2)), "Again"));
            PipelineLaws.StreamEndsAsTheBatch(stream, input => Counts(Counts(input, Often), Often.WithTimestampCombiner(combiner), "Again"));
        });
    }

    [Fact]
    public void StreamEndsAsTheBatch_StreamThatComesTooLate_IsRefused()
    {
        var stream = new EventStream<KV<string, int>>([Element(1), StreamStep<KV<string, int>>.Watermark(Times.At(5)), Element(2), Element(3)]);
        RefusesStream(stream, Often, "'Counts' has dropped 2 of its elements as late");
        PipelineLaws.StreamEndsAsTheBatch(stream, input => Counts(input, Often.WithAllowedLateness(Duration.FromTicks(1))));
    }

    // It does not count for the time, which is the end of the window then.
    [Fact]
    public void StreamEndsAsTheBatch_ElementBehindTheWatermarkWhoseTimeIsGroupedBy_IsRefused()
    {
        var once = FixedWindows.Of(Duration.FromSeconds(5)).WithTimestampCombiner(TimestampCombiner.Earliest);
        var stream = new EventStream<KV<string, int>>([StreamStep<KV<string, int>>.Watermark(Times.At(2)), Element(1)]);
        PipelineLaws.StreamEndsAsTheBatch(stream, input => Counts(input, once));
        var refused = Assert.Throws<ArgumentException>(nameof(stream), () => PipelineLaws.StreamEndsAsTheBatch(
            stream, input => Counts(Counts(input, once), FixedWindows.Of(Duration.FromSeconds(2)), "Again")));
        Assert.Contains("An element comes 1s behind the watermark, so it does not count for the earliest time of panes that 'Counts' gives", refused.Message, StringComparison.Ordinal);
    }

    // The second element is in time for a session of its own, but the session of the first has expired.
    [Theory]
    [InlineData("recorded")]
    [InlineData("recorded-or-perfect")]
    [InlineData("bounded 5s")]
    public void StreamEndsAsTheBatch_ElementBehindTheWatermarkWhereWindowsMerge_IsRefused(string policy)
    {
        var sessions = Often with { WindowFn = SessionWindows.WithGap(Duration.FromSeconds(10)) };
        var stream = new EventStream<KV<string, int>>([Element(1), Element(16, "b"), StreamStep<KV<string, int>>.Watermark(Times.At(11)), Element(9)], WatermarkPolicy.Parse(policy));
        RefusesStream(stream, sessions, "An element comes 2s behind the watermark, and 'Counts', whose windows merge, allows a lateness of 0s");
        PipelineLaws.StreamEndsAsTheBatch(stream, input => Counts(input, sessions.WithAllowedLateness(Duration.FromSeconds(2))));
        PipelineLaws.StreamEndsAsTheBatch(stream.WithWatermark(WatermarkPolicy.Perfect), input => Counts(input, sessions));
    }

    // A list depends on the order of arrival.
    private static GeneratedPipeline WithoutLists(GeneratedPipeline pipeline) => new([.. pipeline.Steps.Select(step => step is GroupStep { Aggregate: GeneratedAggregate.List or GeneratedAggregate.Distinct } group
        ? group with { Aggregate = GeneratedAggregate.Sum } : step)]);

    private static Arbitrary<EventStream<KV<string, int>>> Sane => Generate.Streams(new StreamOptions { Watermarks = WatermarkSchedule.Sane });

    private static StreamStep<KV<string, int>> Element(double at, string key = "a") => StreamStep<KV<string, int>>.Element(KV.Of(key, 1), Times.At(at));

    private static void RefusesPipeline(Func<PCollection<KV<string, int>>, PCollection<KV<string, long>>> describe, params string[] reasons)
    {
        var refused = Assert.Throws<ArgumentException>(nameof(describe), () => PipelineLaws.StreamEndsAsTheBatch(new EventStream<KV<string, int>>([]), describe));
        Assert.All(reasons, reason => Assert.Contains(reason, refused.Message, StringComparison.Ordinal));
    }

    private static void RefusesStream(EventStream<KV<string, int>> stream, WindowingStrategy windowing, string reason) => Assert.Contains(
        reason,
        Assert.Throws<ArgumentException>(nameof(stream), () => PipelineLaws.StreamEndsAsTheBatch(stream, input => Counts(input, windowing))).Message,
        StringComparison.Ordinal);

    private static PCollection<KV<string, long>> Counts<T>(PCollection<KV<string, T>> input, WindowingStrategy windowing, string name = "Counts") =>
        input.WindowInto(windowing).CountPerKey(pair => pair.Key, name);

    private static PCollection<KV<string, long>> Totals(PCollection<KV<string, int>> input) => input
        .WindowInto(SessionWindows.WithGap(Duration.FromSeconds(3))
            .Triggering(Trigger.AfterWatermark(early: Trigger.Repeatedly(Trigger.AfterCount(2)), late: Trigger.AfterCount(1)))
            .WithAllowedLateness(Day).AccumulatingAndRetractingFiredPanes())
        .CombinePerKey(pair => pair.Key, pair => (long)pair.Value, Combine.Sum<long>());
}
