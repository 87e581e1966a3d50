using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Conformance.Tests.Figures;

/// <summary>What the figures have in common.</summary>
internal static class Settings
{
    /// <summary>Long enough that nothing of an example is too late.</summary>
    public static readonly Duration LongLateness = Duration.FromHours(1);

    public static Trigger EveryMinute { get; } = Trigger.AfterProcessingTime(align: Duration.FromMinutes(1));

    /// <summary>The trigger of most figures of the article and the book.</summary>
    public static Trigger EarlyAndLate { get; } = Trigger.AfterWatermark(early: EveryMinute, late: Trigger.AfterCount(1));

    public static WindowFn TwoMinutes { get; } = FixedWindows.Of(Duration.FromMinutes(2));

    /// <summary>The 9 lies a gap away from both its neighbours, to the tick: the figures let sessions that touch be one (choice 4).</summary>
    public static WindowFn Sessions { get; } = SessionWindows.WithGap(Duration.FromMinutes(1)).Inclusive();

    /// <summary>The figures draw a pane only where the content of its window has changed (choice 5).</summary>
    public static WindowingStrategy OnlyChanges(this WindowFn windowFn) => windowFn.WithOnTimeBehavior(OnTimeBehavior.FireIfNonEmpty);
}
