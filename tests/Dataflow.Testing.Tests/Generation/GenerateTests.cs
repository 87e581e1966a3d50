using Dataflow.Testing.Generation;
using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Testing.Tests.Generation;

/// <summary>That the generators reach the corners, and that what breaks a property is made small.</summary>
public sealed class GenerateTests
{
    private static List<T> Sample<T>(Arbitrary<T> arbitrary, int count = 2000) => [.. arbitrary.Generator.Sample(count, new Rnd(1), 100)];

    [Fact]
    public void Streams_Many_ReachTheCorners()
    {
        var streams = Sample(Generate.Streams());
        bool Some(Func<IReadOnlyList<StreamStep<KV<string, int>>>, bool> test) => streams.Exists(stream => test(stream.Steps));
        bool SomeElements(Func<List<long>, bool> test) => Some(steps => test([.. steps.Where(step => step.IsElement).Select(step => step.Time.ToUnixTimeTicks())]));

        Assert.Contains(streams, stream => stream.Steps.Count == 0);
        Assert.Contains(streams, stream => stream.Elements.Count() == 60);
        Assert.True(SomeElements(times => times.Zip(times.Skip(1)).Any(pair => pair.Second < pair.First)), "disorder");
        Assert.True(SomeElements(times => times.Zip(times.Skip(1)).Count(pair => pair.Second == pair.First) > 3), "bursts of equal times");
        Assert.True(SomeElements(times => times.Zip(times.Skip(1)).Any(pair => pair.Second - pair.First > 20 * NodaConstants.TicksPerSecond)), "gaps");
        Assert.True(SomeElements(times => times.Exists(time => time < 0) && times.Exists(time => time > 0)), "both sides of the epoch");
        Assert.True(SomeElements(times => times.Exists(time => time % NodaConstants.TicksPerSecond is 1 or -1)), "a tick off the unit");
        Assert.True(SomeElements(times => times.Contains(EventTime.MaxTimestamp.ToUnixTimeTicks())), "the last instant");
        Assert.True(SomeElements(times => times.Contains(EventTime.StartOfTime.ToUnixTimeTicks())), "the first instant");
        Assert.True(Some(steps => steps.Where(step => step.IsElement).GroupBy(step => (step.Value, step.Time)).Any(group => group.Count() > 1)), "duplicates");
        Assert.True(Some(steps => steps.Count > 10 && steps.All(step => step.IsElement)), "no watermark and no clock");
        Assert.True(Some(steps => steps.Any(step => step.Kind == StreamStepKind.Clock)), "a clock");
        Assert.True(Some(steps => WatermarksOf(steps) is var all && all.Zip(all.Skip(1)).Any(pair => pair.Second < pair.First)), "a watermark that goes back");
        Assert.True(Some(steps => steps.Any(step => step.Kind == StreamStepKind.Watermark && step.Time == EventTime.EndOfTime) && steps[^1].IsElement), "elements behind the end of time");
        Assert.True(Some(steps => Latest(steps) > 0), "late elements");
    }

    [Fact]
    public void Streams_UnderSaneWatermarks_HaveNothingLate() =>
        Assert.All(Sample(Generate.Streams(new StreamOptions { Watermarks = WatermarkSchedule.Sane })), stream => Assert.Equal(0, Latest(stream.Steps)));

    [Fact]
    public void Streams_OfABatch_HaveNoWatermark() =>
        Assert.All(Sample(Generate.Streams(new StreamOptions { Watermarks = WatermarkSchedule.Batch })), stream => Assert.Empty(WatermarksOf(stream.Steps)));

    [Fact]
    public void Streams_WithoutAClockOrExtremeTimes_HaveNone() => Assert.All(
        Sample(Generate.Streams(new StreamOptions { WithClock = false, WithExtremeTimes = false, MaxElements = 9, Unit = Duration.FromMinutes(1) })),
        stream =>
        {
            Assert.InRange(stream.Elements.Count(), 0, 9);
            Assert.DoesNotContain(stream.Steps, step => step.Kind == StreamStepKind.Clock);
            Assert.All(stream.Elements, element => Assert.InRange(element.Time.ToUnixTimeSeconds(), -10_000 * 60, 10_000 * 60));
        });

    [Fact]
    public void Windowings_Many_CoverTheGrammarAndAreTaken()
    {
        var windowings = Sample(Generate.Windowings(), 4000);
        Assert.Equal(5, windowings.Select(windowing => windowing.WindowFn.GetType()).Distinct().Count());
        Assert.Equal(10, windowings.SelectMany(windowing => TriggersOf(windowing.Trigger)).Select(trigger => trigger.GetType()).Distinct().Count());
        Assert.Equal(2 * 3 * 2 * 2 * 3, windowings.Select(w => (w.AllowFinishingTrigger, w.AccumulationMode, w.OnTimeBehavior, w.ClosingBehavior, w.TimestampCombiner)).Distinct().Count());
        Assert.Contains(windowings, windowing => windowing.AllowedLateness > Duration.FromDays(1_000_000));
        Assert.All(windowings.Take(500), windowing => Assert.True(new GeneratedPipeline([new GroupStep(windowing, GeneratedAggregate.Count)]).CanBeBuilt(), $"{windowing}"));
    }

    [Fact]
    public void Pipelines_Many_HaveOneToThreeGroupingsOverRetractions()
    {
        var pipelines = Sample(Generate.Pipelines(), 500);
        Assert.All(pipelines, pipeline => Assert.True(pipeline.CanBeBuilt()));
        Assert.Equal([1, 2, 3], pipelines.Select(pipeline => pipeline.Steps.OfType<GroupStep>().Count()).Distinct().Order());
        Assert.Equal(4, pipelines.SelectMany(pipeline => pipeline.Steps).Select(step => step.GetType()).Distinct().Count());
        Assert.Contains(pipelines, pipeline => pipeline.Steps.OfType<GroupStep>().Count(group => group.Windowing is { AccumulationMode: AccumulationMode.Retracting, MayEmitSeveralPanes: true }) == 3);
    }

    [Fact]
    public void Shrink_Stream_GivesSmallerOnesOnly()
    {
        var arbitrary = Generate.Streams();
        foreach (var stream in Sample(arbitrary, 50))
        {
            Assert.All(arbitrary.Shrinker(stream), simpler => Assert.True(
                simpler.Steps.Count < stream.Steps.Count || simpler.Steps.Zip(stream.Steps).Count(pair => pair.First != pair.Second) == 1));
        }
    }

    private static List<Instant> WatermarksOf(IReadOnlyList<StreamStep<KV<string, int>>> steps) => [.. steps.Where(step => step.Kind == StreamStepKind.Watermark).Select(step => step.Time)];

    /// <summary>How many elements come behind the watermark.</summary>
    private static int Latest(IReadOnlyList<StreamStep<KV<string, int>>> steps)
    {
        var (late, watermark) = (0, EventTime.StartOfTime);
        foreach (var step in steps)
        {
            late += step.IsElement && step.Time < watermark ? 1 : 0;
            watermark = step.Kind == StreamStepKind.Watermark ? Instant.Max(watermark, step.Time) : watermark;
        }

        return late;
    }

    private static IEnumerable<Trigger> TriggersOf(Trigger trigger) => (trigger switch
    {
        AfterWatermarkTrigger t => new[] { t.Early, t.Late }.OfType<Trigger>(),
        RepeatedlyTrigger t => [t.Repeated],
        OrFinallyTrigger t => [t.Main, t.Until],
        CompositeTrigger t => t.Triggers,
        _ => [],
    }).SelectMany(TriggersOf).Append(trigger);
}
