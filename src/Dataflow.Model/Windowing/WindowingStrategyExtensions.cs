using Dataflow.Triggers;
using NodaTime;

namespace Dataflow.Windowing;

/// <summary>The settings of a windowing strategy in the field's fluent words, for window functions and strategies alike.</summary>
public static class WindowingStrategyExtensions
{
    /// <summary>Keeps windows open until the watermark has passed their end by <paramref name="span"/>.</summary>
    public static WindowingStrategy WithAllowedLateness(this WindowFn windowFn, Duration span) =>
        new WindowingStrategy(windowFn).WithAllowedLateness(span);

    /// <inheritdoc cref="WithAllowedLateness(WindowFn, Duration)"/>
    public static WindowingStrategy WithAllowedLateness(this WindowingStrategy strategy, Duration span) =>
        strategy with { AllowedLateness = span };

    /// <summary>Emits panes when <paramref name="trigger"/> says so.</summary>
    public static WindowingStrategy Triggering(this WindowFn windowFn, Trigger trigger) =>
        new WindowingStrategy(windowFn).Triggering(trigger);

    /// <inheritdoc cref="Triggering(WindowFn, Trigger)"/>
    public static WindowingStrategy Triggering(this WindowingStrategy strategy, Trigger trigger) =>
        strategy with { Trigger = trigger };

    /// <summary>Lets each pane hold only what came since the one before.</summary>
    public static WindowingStrategy DiscardingFiredPanes(this WindowFn windowFn) =>
        new WindowingStrategy(windowFn).DiscardingFiredPanes();

    /// <inheritdoc cref="DiscardingFiredPanes(WindowFn)"/>
    public static WindowingStrategy DiscardingFiredPanes(this WindowingStrategy strategy) =>
        strategy with { AccumulationMode = AccumulationMode.Discarding };

    /// <summary>Lets each pane hold everything that its window holds so far.</summary>
    public static WindowingStrategy AccumulatingFiredPanes(this WindowFn windowFn) =>
        new WindowingStrategy(windowFn).AccumulatingFiredPanes();

    /// <inheritdoc cref="AccumulatingFiredPanes(WindowFn)"/>
    public static WindowingStrategy AccumulatingFiredPanes(this WindowingStrategy strategy) =>
        strategy with { AccumulationMode = AccumulationMode.Accumulating };

    /// <summary>Lets each pane hold everything that its window holds so far, and take the pane before back.</summary>
    public static WindowingStrategy AccumulatingAndRetractingFiredPanes(this WindowFn windowFn) =>
        new WindowingStrategy(windowFn).AccumulatingAndRetractingFiredPanes();

    /// <inheritdoc cref="AccumulatingAndRetractingFiredPanes(WindowFn)"/>
    public static WindowingStrategy AccumulatingAndRetractingFiredPanes(this WindowingStrategy strategy) =>
        strategy with { AccumulationMode = AccumulationMode.Retracting };

    /// <summary>Accepts a trigger that can finish, after which a window takes no more elements (choice 9).</summary>
    public static WindowingStrategy AllowingFinishingTrigger(this WindowingStrategy strategy) =>
        strategy with { AllowFinishingTrigger = true };

    /// <summary>Sets whether an on-time pane with nothing new is emitted.</summary>
    public static WindowingStrategy WithOnTimeBehavior(this WindowFn windowFn, OnTimeBehavior behavior) =>
        new WindowingStrategy(windowFn).WithOnTimeBehavior(behavior);

    /// <inheritdoc cref="WithOnTimeBehavior(WindowFn, OnTimeBehavior)"/>
    public static WindowingStrategy WithOnTimeBehavior(this WindowingStrategy strategy, OnTimeBehavior behavior) =>
        strategy with { OnTimeBehavior = behavior };

    /// <summary>Sets whether a last pane with nothing new is emitted when a window expires.</summary>
    public static WindowingStrategy WithClosingBehavior(this WindowFn windowFn, ClosingBehavior behavior) =>
        new WindowingStrategy(windowFn).WithClosingBehavior(behavior);

    /// <inheritdoc cref="WithClosingBehavior(WindowFn, ClosingBehavior)"/>
    public static WindowingStrategy WithClosingBehavior(this WindowingStrategy strategy, ClosingBehavior behavior) =>
        strategy with { ClosingBehavior = behavior };

    /// <summary>Sets which event time a pane carries.</summary>
    public static WindowingStrategy WithTimestampCombiner(this WindowFn windowFn, TimestampCombiner combiner) =>
        new WindowingStrategy(windowFn).WithTimestampCombiner(combiner);

    /// <inheritdoc cref="WithTimestampCombiner(WindowFn, TimestampCombiner)"/>
    public static WindowingStrategy WithTimestampCombiner(this WindowingStrategy strategy, TimestampCombiner combiner) =>
        strategy with { TimestampCombiner = combiner };
}
