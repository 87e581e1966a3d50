using Dataflow.Benchmarks.FixedWindowSums;
using Dataflow.Triggers;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.Triggers;

/// <summary>Sums by key in fixed windows of 10 s that fire early a second of processing time after the first element of each pane; a watermark 500 ms behind.</summary>
internal static class EarlyDelayQuery
{
    public const long EarlyDelay = TimeSpan.TicksPerSecond;

    public static FixedWindowQuery Windows => FixedWindowQuery.Standard;

    public static WindowingStrategy Windowing { get; } = FixedWindows.Of(Duration.FromTicks(Windows.Size))
        .Triggering(Trigger.AfterWatermark(early: Trigger.AfterProcessingTime(delay: Duration.FromTicks(EarlyDelay))))
        .AccumulatingFiredPanes();
}
