using Dataflow.Time;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Model.Tests.Windowing;

public sealed class WindowingStrategyTests
{
    private static readonly FixedWindows TwoMinutes = FixedWindows.Of(Duration.FromMinutes(2));

    [Fact]
    [Trait("Choice", "5")]
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
        Assert.False(strategy.AllowFinishingTrigger);
    }

    [Fact]
    public void New_NoWindowFn_Throws() => Assert.Throws<ArgumentNullException>("windowFn", () => new WindowingStrategy(null!));

    [Fact]
    [Trait("Choice", "10")]
    public void ToString_Defaults_PrintsAll() => Assert.Equal(
        "window global, trigger Default, accumulation unsaid, lateness 0s, timestamp end-of-window, on-time always, closing if-non-empty, finishing-trigger refused",
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
            AllowFinishingTrigger = true,
        };

        Assert.Equal($"window fixed 2m, trigger Default, {middle}, on-time if-non-empty, closing always, finishing-trigger allowed", strategy.ToString());
    }

    [Fact]
    public void AllowedLateness_Negative_ThrowsUnderWith()
    {
        var e = Assert.Throws<ArgumentOutOfRangeException>(() => WindowingStrategy.Global with { AllowedLateness = Duration.FromSeconds(-90) });

        Assert.Contains("-1m30s", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => TwoMinutes.WithAllowedLateness(-Duration.Epsilon));
    }

    [Fact]
    public void AllowedLateness_ForEver_IsTheLongestSpan()
    {
        var strategy = TwoMinutes.WithAllowedLateness(Duration.MaxValue);

        Assert.Equal(Duration.FromTicks(EventTime.MaxSpanTicks), strategy.AllowedLateness);
        Assert.Equal(strategy, WindowingStrategy.Parse(strategy.ToString()));
    }

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
        Assert.Equal(strategy with { AccumulationMode = AccumulationMode.Accumulating }, TwoMinutes.AccumulatingFiredPanes());
        Assert.Equal(strategy with { AccumulationMode = AccumulationMode.Retracting }, TwoMinutes.AccumulatingAndRetractingFiredPanes());
        Assert.Equal(strategy with { TimestampCombiner = TimestampCombiner.Earliest }, TwoMinutes.WithTimestampCombiner(TimestampCombiner.Earliest));
        Assert.Equal(strategy with { OnTimeBehavior = OnTimeBehavior.FireIfNonEmpty }, TwoMinutes.WithOnTimeBehavior(OnTimeBehavior.FireIfNonEmpty));
        Assert.Equal(strategy with { ClosingBehavior = ClosingBehavior.FireAlways }, TwoMinutes.WithClosingBehavior(ClosingBehavior.FireAlways));
        Assert.Equal(strategy with { AllowFinishingTrigger = true }, strategy.AllowingFinishingTrigger());
    }

    [Theory]
    [Trait("Rule", "29")]
    [InlineData("window fixed 2m", false)]
    [InlineData("window fixed 2m, lateness 1ns", true)]
    [InlineData("window sliding 2m every 1m, lateness 1d", true)]
    [InlineData("window calendar day, lateness 1d", true)]
    [InlineData("window global, lateness 1d", false)]
    [InlineData("window fixed 2m, closing always", false)]
    [InlineData("window fixed 2m, trigger Never", false)]
    [InlineData("window fixed 2m, trigger Never, lateness 1d", false)]
    [InlineData("window fixed 2m, trigger AfterWatermark()", false)]
    [InlineData("window fixed 2m, trigger AfterWatermark(), lateness 1d", false)]
    [InlineData("window fixed 2m, trigger AfterWatermark(late: AfterCount(1))", false)]
    [InlineData("window fixed 2m, trigger AfterWatermark(late: AfterCount(1)), lateness 1d", true)]
    [InlineData("window fixed 2m, trigger AfterWatermark(early: AfterCount(1))", true)]
    [InlineData("window fixed 2m, trigger AfterWatermark(early: Never)", false)]
    [InlineData("window fixed 2m, trigger AfterCount(3)", false)]
    [InlineData("window fixed 2m, trigger AfterCount(3), lateness 1d", false)]
    [InlineData("window fixed 2m, trigger Repeatedly(AfterCount(3))", true)]
    [InlineData("window global, trigger Repeatedly(AfterCount(3))", true)]
    [InlineData("window fixed 2m, trigger Repeatedly(AfterProcessingTime(delay: 1m))", true)]
    [InlineData("window fixed 2m, trigger AfterFirst(AfterCount(3), AfterProcessingTime(delay: 1m))", false)]
    [InlineData("window fixed 2m, trigger AfterEach(AfterCount(3), AfterCount(4))", true)]
    [InlineData("window fixed 2m, trigger OrFinally(Repeatedly(AfterCount(3)), AfterCount(4))", true)]
    [InlineData("window fixed 2m, trigger OrFinally(AfterCount(3), AfterCount(4))", false)]
    [InlineData("window session 2m", false)]
    [InlineData("window session 2m, lateness 1d", true)]
    [InlineData("window session 2m, trigger AfterWatermark(), lateness 1d", true)]
    [InlineData("window session 2m, trigger AfterCount(3)", true)]
    [InlineData("window session 2m, trigger Never, lateness 1d", false)]
    [InlineData("window session 2m, trigger Repeatedly(AfterCount(3))", true)]
    public void MayEmitSeveralPanes_Strategy_IsWhetherAModeIsNeeded(string text, bool severalPanes) =>
        Assert.Equal(severalPanes, WindowingStrategy.Parse(text).MayEmitSeveralPanes);

    [Fact]
    [Trait("Rule", "29")]
    public void MayEmitSeveralPanes_OtherMergingWindows_IsAsTheyMerge()
    {
        var byElement = new WindowingStrategy(SessionWindows.WithGap<int>(_ => Duration.FromMinutes(1)));

        Assert.False(byElement.MayEmitSeveralPanes);
        Assert.True(byElement.WithAllowedLateness(Duration.Epsilon).MayEmitSeveralPanes);
        Assert.True(byElement.Triggering(Trigger.AfterCount(1)).MayEmitSeveralPanes);
        Assert.True(new WindowingStrategy(new OwnMerging()).MayEmitSeveralPanes);
    }

    [Theory]
    [Trait("Rule", "54")]
    [InlineData("window fixed 2m, trigger AfterWatermark()", false)]
    [InlineData("window fixed 2m, trigger AfterWatermark(), lateness 1ns", true)]
    [InlineData("window fixed 2m, lateness 1d", false)]
    public void MayLoseElements_Strategy_IsWhetherItsTriggerMayFinishBefore(string text, bool mayLose) =>
        Assert.Equal(mayLose, WindowingStrategy.Parse(text).MayLoseElements);

    [Fact]
    public void With_NullWindowFnOrTrigger_Throws()
    {
        Assert.Throws<ArgumentNullException>(() => WindowingStrategy.Global with { WindowFn = null! });
        Assert.Throws<ArgumentNullException>(() => WindowingStrategy.Global with { Trigger = null! });
    }

    private sealed record OwnMerging : MergingWindowFn<int>
    {
        protected internal override void AssignWindows(int element, Instant timestamp, ICollection<Window> windows) => windows.Add(Window.Global);

        protected internal override void MergeWindows(WindowMerger merger)
        {
        }
    }
}
