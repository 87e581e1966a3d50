using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>Pipelines of one to three groupings, with steps for each element between them.</summary>
internal sealed class RandomPipeline(Random random, Duration unit)
{
    private const int MaxTries = 50;

    private readonly RandomWindowing windowings = RandomWindowing.Small(random, unit);

    public GeneratedPipeline Next(int maxGroupings)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var pipeline = new GeneratedPipeline([.. NextSteps(random.Next(1, maxGroupings + 1))]);
            if (pipeline.CanBeBuilt())
            {
                return pipeline;
            }
        }

        return new GeneratedPipeline([NextGroup(isFirst: true, isLast: true)]);
    }

    public static IEnumerable<GeneratedPipeline> Shrink(GeneratedPipeline pipeline) =>
        Simpler(pipeline.Steps).Select(steps => new GeneratedPipeline([.. steps])).Where(simpler => simpler.Steps.OfType<GroupStep>().Any() && simpler.CanBeBuilt());

    private static IEnumerable<IEnumerable<GeneratedStep>> Simpler(IReadOnlyList<GeneratedStep> steps)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            yield return steps.Where((_, at) => at != i);
        }

        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is GroupStep group)
            {
                foreach (var simpler in WindowingShrinking.Shrink(group.Windowing))
                {
                    yield return steps.Select((step, at) => at == i ? group with { Windowing = simpler } : step);
                }

                foreach (var aggregate in Enum.GetValues<GeneratedAggregate>().Where(aggregate => aggregate < group.Aggregate))
                {
                    yield return steps.Select((step, at) => at == i ? group with { Aggregate = aggregate } : step);
                }
            }
        }
    }

    private IEnumerable<GeneratedStep> NextSteps(int groupings)
    {
        for (var i = 0; i < groupings; i++)
        {
            for (var elementwise = random.Next(-1, 3); elementwise > 0; elementwise--)
            {
                yield return random.Next(3) switch { 0 => new KeepStep(random.Next(2, 5)), 1 => new RekeyStep(random.Next(1, 4)), _ => new RepeatStep(random.Next(2, 4)) };
            }

            yield return NextGroup(isFirst: i == 0, isLast: i == groupings - 1);
        }
    }

    // Behind retractions most other modes are refused, so retracting ones come more often. What others take from emits much, and takes it back.
    private GroupStep NextGroup(bool isFirst, bool isLast)
    {
        var windowing = !isLast && random.Next(2) == 0 ? NextLively() : windowings.Next();
        return new GroupStep(
            isFirst || random.Next(4) == 0 ? windowing : windowing with { AccumulationMode = AccumulationMode.Retracting },
            (GeneratedAggregate)random.Next(5));
    }

    private WindowingStrategy NextLively()
    {
        var often = Trigger.Repeatedly(random.Next(3) == 0 ? Trigger.AfterProcessingTime(unit * random.Next(4)) : Trigger.AfterCount(random.Next(1, 3)));
        return windowings.Next() with
        {
            Trigger = random.Next(2) == 0 ? often : Trigger.AfterWatermark(early: often, late: Trigger.AfterCount(1)),
            AccumulationMode = AccumulationMode.Retracting,
            AllowedLateness = unit * random.Next(40),
            AllowFinishingTrigger = false,
        };
    }
}
