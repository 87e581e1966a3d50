using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class WindowingStrategyTests
{
    private static readonly FixedWindows TwoMinutes = FixedWindows.Of(Duration.FromMinutes(2));

    [Fact]
    public void New_WindowFn_HasTheDefaults()
    {
        var strategy = new WindowingStrategy(TwoMinutes);

        Assert.Equal(TwoMinutes, strategy.WindowFn);
        Assert.Equal(Trigger.Default, strategy.Trigger);
        Assert.Equal(Duration.Zero, strategy.AllowedLateness);
        Assert.Null(strategy.AccumulationMode);
        Assert.Equal(TimestampCombiner.EndOfWindow, strategy.TimestampCombiner);
        Assert.Equal(OnTimeBehavior.FireAlways, strategy.OnTimeBehavior);
        Assert.Equal(ClosingBehavior.FireIfNonEmpty, strategy.ClosingBehavior);
    }

    [Fact]
    public void New_NoWindowFn_Throws() => Assert.Throws<ArgumentNullException>("windowFn", () => new WindowingStrategy(null!));

    [Fact]
    public void ToString_Defaults_PrintsAll() => Assert.Equal(
        "window global, trigger Default, accumulation discarding, lateness 0s, timestamp end-of-window, on-time always, closing if-non-empty",
        WindowingStrategy.Global.ToString());

    [Theory]
    [InlineData(AccumulationMode.Discarding, TimestampCombiner.Earliest, "accumulation discarding, lateness 1m, timestamp earliest")]
    [InlineData(AccumulationMode.Accumulating, TimestampCombiner.Latest, "accumulation accumulating, lateness 1m, timestamp latest")]
    [InlineData(AccumulationMode.Retracting, TimestampCombiner.EndOfWindow, "accumulation retracting, lateness 1m, timestamp end-of-window")]
    public void ToString_EverySetting_PrintsAll(AccumulationMode mode, TimestampCombiner combiner, string middle)
    {
        var strategy = new WindowingStrategy(TwoMinutes)
        {
            AllowedLateness = Duration.FromMinutes(1),
            AccumulationMode = mode,
            TimestampCombiner = combiner,
            OnTimeBehavior = OnTimeBehavior.FireIfNonEmpty,
            ClosingBehavior = ClosingBehavior.FireAlways,
        };

        Assert.Equal($"window fixed 2m, trigger Default, {middle}, on-time if-non-empty, closing always", strategy.ToString());
    }

    [Fact]
    public void AllowedLateness_Negative_ThrowsUnderWith()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => WindowingStrategy.Global with { AllowedLateness = Duration.FromSeconds(-90) });

        Assert.Contains("-1m30s", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoMinutes.WithAllowedLateness(-Duration.Epsilon));
    }

    [Fact]
    public void AllowedLateness_ForEver_IsAllowed() =>
        Assert.Contains($"lateness {DurationText.ToText(Duration.MaxValue)}", TwoMinutes.WithAllowedLateness(Duration.MaxValue).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Convert_WindowFn_IsTheStrategyWithDefaults()
    {
        WindowingStrategy strategy = TwoMinutes;

        Assert.Equal(new WindowingStrategy(TwoMinutes), strategy);
    }

    [Fact]
    public void Convert_Null_Throws() => Assert.Throws<ArgumentNullException>(() =>
    {
        WindowingStrategy strategy = (WindowFn)null!;
        return strategy.ToString();
    });

    [Fact]
    public void Equals_SameSettings_IsEqual()
    {
        WindowingStrategy Make() => FixedWindows.Of(Duration.FromSeconds(120)).WithAllowedLateness(Duration.FromMinutes(1)).DiscardingFiredPanes();

        Assert.Equal(Make(), Make());
        Assert.Equal(Make().GetHashCode(), Make().GetHashCode());
        Assert.NotEqual(Make(), Make().WithTimestampCombiner(TimestampCombiner.Latest));
        Assert.NotEqual(Make(), Make() with { AccumulationMode = null });
    }

    [Fact]
    public void Fluent_WindowFnAndStrategy_SetTheSame()
    {
        var strategy = new WindowingStrategy(TwoMinutes);

        Assert.Equal(strategy with { AllowedLateness = Duration.Epsilon }, TwoMinutes.WithAllowedLateness(Duration.Epsilon));
        Assert.Equal(strategy with { Trigger = Trigger.Default }, TwoMinutes.Triggering(Trigger.Default));
        Assert.Equal(strategy with { AccumulationMode = AccumulationMode.Discarding }, TwoMinutes.DiscardingFiredPanes());
        Assert.Equal(strategy with { TimestampCombiner = TimestampCombiner.Earliest }, TwoMinutes.WithTimestampCombiner(TimestampCombiner.Earliest));
    }

    [Fact]
    public void MayEmitSeveralPanes_OnlyWithLatenessInCutTime()
    {
        Assert.False(new WindowingStrategy(TwoMinutes).MayEmitSeveralPanes);
        Assert.True(TwoMinutes.WithAllowedLateness(Duration.Epsilon).MayEmitSeveralPanes);
        Assert.False(GlobalWindows.Instance.WithAllowedLateness(Duration.MaxValue).MayEmitSeveralPanes);
    }

    [Fact]
    public void With_NullWindowFnOrTrigger_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => WindowingStrategy.Global with { WindowFn = null! });
        Assert.Throws<ArgumentNullException>(() => WindowingStrategy.Global with { Trigger = null! });
    }
}
