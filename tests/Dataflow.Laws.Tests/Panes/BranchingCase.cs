using Dataflow.Running;
using Dataflow.Testing.Generation;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>
/// A pipeline whose branches meet again: of one stream, which has two ways through, or of two streams. What has met is grouped again.
/// </summary>
public sealed record BranchingCase(
    EventStream<KV<string, string>> Stream, EventStream<KV<string, string>>? Other, GeneratedPipeline Left, GeneratedPipeline Right, GeneratedPipeline Joint, Schedule Schedule)
{
    public static readonly WindowingStrategy Meeting = ((WindowingStrategy)FixedWindows.Of(Duration.FromSeconds(5))).WithAllowedLateness(Duration.FromDays(1)).AccumulatingAndRetractingFiredPanes();

    public static Arbitrary<BranchingCase> Arbitrary(int maxElements)
    {
        var texts = Arb.Convert(Generate.KeyedNumbers(), pair => KV.Of(pair.Key, $"{pair.Value}"), pair => KV.Of(pair.Key, int.Parse(pair.Value)));
        var (streams, pipelines) = (Generate.Streams(texts, new StreamOptions { MaxElements = maxElements }), Generate.Pipelines(2));
        var cases = from stream in streams.Generator
                    from other in streams.Generator
                    from left in pipelines.Generator
                    from right in pipelines.Generator
                    from joint in pipelines.Generator
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    select new BranchingCase(stream, seed % 2 == 0 ? null : other, left, right, joint, Schedule.Next(new Random(seed)));
        return Arb.From(cases.Where(input => input.CanBeBuilt()), input => streams.Shrinker(input.Stream).Select(stream => input with { Stream = stream })
            .Concat((input.Other is { } two ? streams.Shrinker(two) : []).Select(stream => input with { Other = stream }))
            .Concat(Schedule.Shrink(input.Schedule).Select(schedule => input with { Schedule = schedule }))
            .Concat(pipelines.Shrinker(input.Left).Select(pipeline => input with { Left = pipeline }))
            .Concat(pipelines.Shrinker(input.Right).Select(pipeline => input with { Right = pipeline }))
            .Concat(pipelines.Shrinker(input.Joint).Select(pipeline => input with { Joint = pipeline }))
            .Where(simpler => simpler.CanBeBuilt()));
    }

    /// <summary>Runs it and gives all that comes out, and what all steps counted.</summary>
    public (List<WindowedValue<KV<string, string>>> Panes, IReadOnlyList<StepResult> Steps) Run(Schedule schedule)
    {
        var panes = new List<WindowedValue<KV<string, string>>>();
        var result = Describe(panes).RunAsync(schedule.Options).GetAwaiter().GetResult();
        return (panes, result.Steps);
    }

    public override string ToString() => $"{Stream}\n{(Other is null ? "the same" : $"and\n{Other}")}\nleft\n{Left}\nright\n{Right}\njoint\n{Joint}\n{Schedule}";

    private bool CanBeBuilt()
    {
        try
        {
            Describe([]);
            return true;
        }
        catch (PipelineValidationException)
        {
            return false;
        }
    }

    private Pipeline Describe(List<WindowedValue<KV<string, string>>> panes) => Pipeline.Build(p =>
    {
        var one = p.Read(Stream, "One");
        var two = Other is null ? one : p.Read(Other, "Two");
        var left = Left.Apply(one, "Left ").WindowInto(Meeting);
        var right = Right.Apply(two, "Right ").WindowInto(Meeting);
        Joint.Apply(left.Flatten(right), "Joint ").ToList(panes);
    });
}
