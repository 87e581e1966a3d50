using Dataflow.Testing.Generation;
using Dataflow.Triggers;
using Dataflow.Windowing;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Laws.Tests.Panes;

/// <summary>Elements in two orders of arrival, under watermarks that make nothing late in either, and a pipeline whose results do not depend on the order.</summary>
public sealed record ArrivalCase(EventStream<KV<string, string>> Stream, int Seed, GeneratedPipeline Pipeline, Schedule Schedule)
{
    public static Arbitrary<ArrivalCase> Arbitrary()
    {
        var texts = Arb.Convert(Generate.KeyedNumbers(), pair => KV.Of(pair.Key, $"{pair.Value}"), pair => KV.Of(pair.Key, int.Parse(pair.Value)));
        var streams = Generate.Streams(texts, new StreamOptions { MaxElements = Law.MaxElements, Watermarks = WatermarkSchedule.Batch });
        var pipelines = Generate.Pipelines();
        var cases = from stream in streams.Generator
                    from seed in Gen.Choose(0, int.MaxValue - 1)
                    from pipeline in pipelines.Generator
                    select new ArrivalCase(stream, seed, Settled(pipeline), Schedule.Next(new Random(seed)));
        return Arb.From(cases.Where(input => input.Pipeline.CanBeBuilt()), input => streams.Shrinker(input.Stream).Select(stream => input with { Stream = stream })
            .Concat(Schedule.Shrink(input.Schedule).Select(schedule => input with { Schedule = schedule }))
            .Concat(pipelines.Shrinker(input.Pipeline).Select(pipeline => input with { Pipeline = Settled(pipeline) }).Where(simpler => simpler.Pipeline.CanBeBuilt())));
    }

    /// <summary>The stream in another order, with the watermark at most at the least time that is still to come, and steps of the clock anywhere.</summary>
    public EventStream<KV<string, string>> Rearranged()
    {
        var random = new Random(Seed);
        var elements = Stream.Elements.ToArray();
        random.Shuffle(elements);
        if (random.Next(2) == 0)
        {
            // Nearly in order, so that windows end between arrivals.
            elements = [.. elements.OrderBy(element => element.Time.ToUnixTimeTicks() + random.NextInt64(20 * NodaConstants.TicksPerSecond))];
        }

        var (steps, clock) = (new List<StreamStep<KV<string, string>>>(), 0);
        for (var i = 0; i < elements.Length; i++)
        {
            steps.Add(elements[i]);
            if (random.Next(2) == 0 && i + 1 < elements.Length)
            {
                steps.Add(StreamStep<KV<string, string>>.Watermark(elements.Skip(i + 1).Min(element => element.Time)));
            }

            if (random.Next(4) == 0)
            {
                steps.Add(StreamStep<KV<string, string>>.Clock(Instant.FromUnixTimeSeconds(clock += random.Next(20))));
            }
        }

        return new EventStream<KV<string, string>>(steps);
    }

    public override string ToString() => $"{Stream}\nand\n{Rearranged()}\n{Pipeline}\n{Schedule}";

    /// <summary>The same pipeline under the default trigger.</summary>
    public GeneratedPipeline Batch => new([.. Pipeline.Steps.Select(step => step is GroupStep group
        ? group with { Windowing = group.Windowing with { Trigger = Trigger.Default, ClosingBehavior = ClosingBehavior.FireIfNonEmpty } } : step)]);

    // Every grouping takes its panes back, and none closes a window. Times of panes are those of windows: an earliest or latest one is that of the elements since the last firing.
    private static GeneratedPipeline Settled(GeneratedPipeline pipeline) => new([.. pipeline.Steps.Select(step => step is GroupStep group ? Settled(group) : step)]);

    private static GroupStep Settled(GroupStep group) => new(
        group.Windowing with
        {
            AccumulationMode = AccumulationMode.Retracting,
            TimestampCombiner = TimestampCombiner.EndOfWindow,
            Trigger = group.Windowing.AllowFinishingTrigger || (group.Windowing with { AllowedLateness = Duration.FromDays(1) }).MayLoseElements
                ? Trigger.Repeatedly(group.Windowing.Trigger) : group.Windowing.Trigger,
            AllowFinishingTrigger = false,
        },
        group.Aggregate is GeneratedAggregate.List or GeneratedAggregate.Distinct ? GeneratedAggregate.Sum : group.Aggregate);
}
