using Dataflow.Testing.Generation;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>A stream whose values are all different, and how it is grouped into lists.</summary>
public sealed record GroupingCase(EventStream<KV<string, string>> Stream, WindowingStrategy Windowing, Schedule Schedule)
{
    /// <summary>Cases under recorded watermarks.</summary>
    /// <param name="options">Which streams.</param>
    /// <param name="mayFinish">Whether there are triggers that can finish.</param>
    /// <param name="windowFns">Makes the window functions; all kinds if it is null.</param>
    public static Arbitrary<GroupingCase> Arbitrary(StreamOptions? options = null, bool mayFinish = true, Func<Random, WindowFn>? windowFns = null)
    {
        var (streams, windowings) = (Generate.Streams(options ?? new StreamOptions { MaxElements = Law.MaxElements }), Generate.Windowings());
        var cases = from stream in streams.Generator
                    from windowing in windowings.Generator
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    select Make(stream, mayFinish ? windowing : Unending(windowing), windowFns, new Random(seed));
        return Arb.From(cases, input => streams.Shrinker(input.Stream.Select(pair => KV.Of(pair.Key, 1))).Select(stream => input with { Stream = Numbered(stream) })
            .Concat(Schedule.Shrink(input.Schedule).Select(schedule => input with { Schedule = schedule }))
            .Concat(windowings.Shrinker(input.Windowing).Select(windowing => input with { Windowing = mayFinish ? windowing : Unending(windowing) })));
    }

    public Outcome Run(AccumulationMode mode, GeneratedAggregate aggregate = GeneratedAggregate.List) =>
        EngineRun.Of(Stream, new GeneratedPipeline([new GroupStep(Windowing with { AccumulationMode = mode }, aggregate)]), Schedule, out _);

    public override string ToString() => $"{Stream}\n{Windowing}\n{Schedule}";

    private static GroupingCase Make(EventStream<KV<string, int>> stream, WindowingStrategy windowing, Func<Random, WindowFn>? windowFns, Random random) =>
        new(Numbered(stream), windowFns is null ? windowing : windowing with { WindowFn = windowFns(random) }, Schedule.Next(random));

    // A root trigger that can finish goes on when it is repeated.
    private static WindowingStrategy Unending(WindowingStrategy windowing) => !windowing.AllowFinishingTrigger && !(windowing with { AllowedLateness = windowing.AllowedLateness + NodaTime.Duration.Epsilon }).MayLoseElements
        ? windowing
        : windowing with { Trigger = Trigger.Repeatedly(windowing.Trigger), AllowFinishingTrigger = false };

    private static EventStream<KV<string, string>> Numbered(EventStream<KV<string, int>> stream)
    {
        var next = 0;
        return stream.Select(pair => KV.Of(pair.Key, $"{++next}")).WithWatermark(WatermarkPolicy.Recorded);
    }
}
