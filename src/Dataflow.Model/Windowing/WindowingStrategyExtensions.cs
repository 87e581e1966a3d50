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

    /// <summary>Sets whether an on-time pane with nothing new is emitted.</summary>
    public static WindowingStrategy WithOnTimeBehavior(this WindowFn windowFn, OnTimeBehavior behavior) =>
        new WindowingStrategy(windowFn).WithOnTimeBehavior(behavior);

    /// <inheritdoc cref="WithOnTimeBehavior(WindowFn, OnTimeBehavior)"/>
    public static WindowingStrategy WithOnTimeBehavior(this WindowingStrategy strategy, OnTimeBehavior behavior) =>
        strategy with { OnTimeBehavior = behavior };

    /// <summary>Sets which event time a pane carries.</summary>
    public static WindowingStrategy WithTimestampCombiner(this WindowFn windowFn, TimestampCombiner combiner) =>
        new WindowingStrategy(windowFn).WithTimestampCombiner(combiner);

    /// <inheritdoc cref="WithTimestampCombiner(WindowFn, TimestampCombiner)"/>
    public static WindowingStrategy WithTimestampCombiner(this WindowingStrategy strategy, TimestampCombiner combiner) =>
        strategy with { TimestampCombiner = combiner };
}
