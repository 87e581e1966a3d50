using Dataflow.Testing.Generation;
using Dataflow.Watermarks;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>A stream, a pipeline over it and a way to run it.</summary>
public sealed record PipelineCase(EventStream<KV<string, string>> Stream, GeneratedPipeline Pipeline, Schedule Schedule)
{
    /// <summary>Cases under all watermark policies.</summary>
    public static Arbitrary<PipelineCase> Arbitrary(int maxGroupings = 3, StreamOptions? options = null)
    {
        var values = Generate.KeyedNumbers();
        var texts = Arb.Convert(values, pair => KV.Of(pair.Key, $"{pair.Value}"), pair => KV.Of(pair.Key, int.Parse(pair.Value)));
        var (streams, pipelines) = (Generate.Streams(texts, options ?? new StreamOptions { MaxElements = Law.MaxElements }), Generate.Pipelines(maxGroupings));
        var cases = from stream in streams.Generator
                    from pipeline in pipelines.Generator
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    select Make(stream, pipeline, new Random(seed));
        return Arb.From(cases, input => streams.Shrinker(input.Stream).Select(stream => input with { Stream = stream })
            .Concat(Schedule.Shrink(input.Schedule).Select(schedule => input with { Schedule = schedule }))
            .Concat(pipelines.Shrinker(input.Pipeline).Select(pipeline => input with { Pipeline = pipeline })));
    }

    public override string ToString() => $"{Stream}\n{Pipeline}\n{Schedule}";

    private static PipelineCase Make(EventStream<KV<string, string>> stream, GeneratedPipeline pipeline, Random random)
    {
        var policy = random.Next(8) switch
        {
            0 => WatermarkPolicy.Perfect,
            1 => WatermarkPolicy.Bounded(Duration.FromSeconds(random.Next(10)) + Duration.FromTicks(random.Next(2))),
            2 => WatermarkPolicy.RecordedOrPerfect,
            _ => WatermarkPolicy.Recorded,
        };
        return new PipelineCase(stream.WithWatermark(policy), pipeline, Schedule.Next(random));
    }
}
