using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.Triggers;

/// <summary>Sums by key in fixed windows of 10 s that fire early for each hundred elements, and late for each; a lateness of 5 s; a watermark 500 ms behind.</summary>
internal static class EarlyCountQuery
{
    public const int Count = 100;

    public const long Lateness = 5 * TimeSpan.TicksPerSecond;

    public static FixedWindowQuery Windows => FixedWindowQuery.Standard;

    public static WindowingStrategy Windowing { get; } = FixedWindows.Of(Duration.FromTicks(Windows.Size))
        .Triggering(Trigger.AfterWatermark(early: Trigger.AfterCount(Count), late: Trigger.AfterCount(1)))
        .WithAllowedLateness(Duration.FromTicks(Lateness));
}
