using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>Windowing strategies over the whole grammar, each of which a grouping takes.</summary>
internal sealed class RandomWindowing(Random random, Func<int, Duration> span, Func<int> count)
{
    private readonly RandomWindowFn windowFns = new(random, span);
    private readonly RandomTrigger triggers = new(random, span, count);

    /// <summary>Small settings: a few units and elements, so that the windows of short streams begin, end and expire.</summary>
    public static RandomWindowing Small(Random random, Duration unit) => new(
        random, least => Duration.Max(Duration.FromTicks(least), (unit * random.Next(1, 16)) + Duration.FromTicks(random.Next(12) == 0 ? random.Next(-1, 2) : 0)), () => random.Next(1, 5));

    /// <summary>Settings of every size.</summary>
    public static RandomWindowing OfAnySize(Random random) => new(
        random, least => Duration.FromTicks(least + random.NextInt64(4_999_999_999_999_999_999 >> random.Next(63))), () => 1 + (random.Next() >> random.Next(31)));

    public WindowFn NextWindowFn() => windowFns.Next();

    public Triggers.Trigger NextTrigger() => triggers.Next(random.Next(4));

    public WindowingStrategy Next()
    {
        var isDefault = random.Next(4) == 0;
        var strategy = new WindowingStrategy(windowFns.Next())
        {
            Trigger = isDefault ? Triggers.Trigger.Default : NextTrigger(),
            AllowedLateness = random.Next(3) == 0 ? Duration.Zero : random.Next(12) == 0 ? Duration.FromDays(4_000_000) : span(0),
            AccumulationMode = (AccumulationMode)random.Next(3),
            TimestampCombiner = random.Next(2) == 0 ? default : (TimestampCombiner)random.Next(3),
            OnTimeBehavior = (OnTimeBehavior)random.Next(2),
            ClosingBehavior = random.Next(3) == 0 ? ClosingBehavior.FireAlways : ClosingBehavior.FireIfNonEmpty,
        };
        return strategy with { AllowFinishingTrigger = strategy.MayLoseElements };
    }
}
