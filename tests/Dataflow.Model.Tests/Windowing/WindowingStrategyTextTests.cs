using Dataflow.Model.Tests.Triggers;
using Dataflow.Text;
using Dataflow.Time;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class WindowingStrategyTextTests
{
    [Fact]
    [Trait("Choice", "10")]
    public void Parse_RandomPrinted_IsIdentity() => Seeds.Each(3_000, random =>
    {
        var strategy = Next(random);

        Assert.Equal(strategy, WindowingStrategy.Parse(strategy.ToString()));
        Assert.Equal(strategy.ToString(), WindowingStrategy.Parse(strategy.ToString()).ToString());
    });

    [Fact]
    public void Parse_AnyOrderAndSome_TakesDefaultsForTheRest() => Seeds.Each(1_000, random =>
    {
        var strategy = Next(random);
        var defaults = new WindowingStrategy(strategy.WindowFn);
        List<(string Text, Func<WindowingStrategy, WindowingStrategy> Set)> settings =
        [
            ($"trigger {strategy.Trigger}", s => s with { Trigger = strategy.Trigger }),
            ($"lateness {DurationText.ToText(strategy.AllowedLateness)}", s => s with { AllowedLateness = strategy.AllowedLateness }),
            ("Accumulation Retracting", s => s with { AccumulationMode = AccumulationMode.Retracting }),
            ("TIMESTAMP latest", s => s with { TimestampCombiner = TimestampCombiner.Latest }),
            ("on-time if-non-empty", s => s with { OnTimeBehavior = OnTimeBehavior.FireIfNonEmpty }),
            ("closing always", s => s with { ClosingBehavior = ClosingBehavior.FireAlways }),
            ("finishing-trigger allowed", s => s with { AllowFinishingTrigger = true }),
            ($"window {strategy.WindowFn}", s => s),
        ];
        var some = settings.Where(setting => random.Next(2) == 0 || setting == settings[^1]).ToArray();
        random.Shuffle(some);

        Assert.Equal(
            some.Aggregate(defaults, (s, setting) => setting.Set(s)),
            WindowingStrategy.Parse(string.Join(" ,  ", some.Select(setting => setting.Text))));
    });

    [Theory]
    [InlineData("", 0, "'window', 'trigger', 'accumulation'")]
    [InlineData("fixed 2m", 0, "'window', 'trigger', 'accumulation'")]
    [InlineData("window fixed 2m,", 16, "'window', 'trigger', 'accumulation'")]
    [InlineData("window fixed 2m trigger Default", 16, "the end of the text")]
    [InlineData("window", 6, "a window: 'global'")]
    [InlineData("trigger Default", 15, "', window' and a window: a strategy needs one")]
    [InlineData("window global, trigger", 22, "a trigger: Default")]
    [InlineData("window global, accumulation sometimes", 28, "'discarding' or 'accumulating' or 'retracting'")]
    [InlineData("window global, timestamp", 24, "'end-of-window' or 'earliest' or 'latest'")]
    [InlineData("window global, on-time never", 23, "'always' or 'if-non-empty'")]
    [InlineData("window global, closing , x", 23, "'always' or 'if-non-empty'")]
    [InlineData("window global, lateness -1s", 24, "a whole number with a unit")]
    [InlineData("window global, finishing-trigger yes", 33, "'refused' or 'allowed'")]
    public void Parse_Fault_SaysPlaceAndWhatWasExpected(string text, int position, string expected)
    {
        var e = Assert.Throws<SpecificationException>(() => WindowingStrategy.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.StartsWith("expected " + expected, e.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("window global, window global", 15, "'window' stands twice")]
    [InlineData("window global, lateness 1m, Lateness 1m", 28, "'lateness' stands twice")]
    public void Parse_Twice_SaysWhich(string text, int position, string problem)
    {
        var e = Assert.Throws<SpecificationException>(() => WindowingStrategy.Parse(text));

        Assert.Equal((position, problem), (e.Position, e.Problem));
    }

    private static WindowingStrategy Next(Random random) => new(RandomWindows.Next(random))
    {
        Trigger = RandomTriggers.Next(random, 3),
        AllowedLateness = random.Next(4) switch
        {
            0 => Duration.Zero,
            1 => Duration.MaxValue,
            _ => Duration.FromNanoseconds(random.NextInt64(long.MaxValue >> random.Next(63))),
        },
        AccumulationMode = random.Next(4) is var mode and < 3 ? (AccumulationMode)mode : null,
        TimestampCombiner = (TimestampCombiner)random.Next(3),
        OnTimeBehavior = (OnTimeBehavior)random.Next(2),
        ClosingBehavior = (ClosingBehavior)random.Next(2),
        AllowFinishingTrigger = random.Next(2) == 0,
    };
}
