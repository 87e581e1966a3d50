using System.Globalization;
using Dataflow.Benchmarks.FixedWindowSums;

namespace Dataflow.Benchmarks.SlidingWindowSums;

/// <summary>Sums by key in sliding windows, under a watermark 500 ms behind.</summary>
/// <param name="Size">The size of the windows, in ticks: a multiple of the period.</param>
/// <param name="Period">From the start of one window to that of the next, in ticks.</param>
public sealed record SlidingWindowQuery(long Size, long Period)
{
    public long Delay { get; } = FixedWindowQuery.Standard.Delay;

    public static SlidingWindowQuery Of(int sizeInSeconds, int periodInSeconds) => new(sizeInSeconds * TimeSpan.TicksPerSecond, periodInSeconds * TimeSpan.TicksPerSecond);

    /// <summary>The start of the first window whose end a watermark has not reached.</summary>
    public long FirstOpenStart(long watermark) => FixedWindowQuery.Floor(watermark - Size, Period) + Period;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"sliding {Size / TimeSpan.TicksPerSecond} s / {Period / TimeSpan.TicksPerSecond} s");
}
