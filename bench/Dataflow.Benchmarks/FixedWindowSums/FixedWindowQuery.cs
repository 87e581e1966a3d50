using System.Runtime.CompilerServices;

namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>Sums by key in fixed windows, under a watermark that stays behind the greatest event time.</summary>
/// <param name="Size">The size of the windows, in ticks.</param>
/// <param name="Delay">How far the watermark stays behind, in ticks.</param>
public sealed record FixedWindowQuery(long Size, long Delay)
{
    /// <summary>Fixed windows of 10 s, and a watermark 500 ms behind.</summary>
    public static FixedWindowQuery Standard { get; } = new(10 * TimeSpan.TicksPerSecond, 500 * TimeSpan.TicksPerMillisecond);

    /// <summary>The start of the window of a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long WindowStart(long ticks) => Floor(ticks, Size);

    /// <summary>The greatest multiple that is not greater; a floor, so that it is right before the epoch too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Floor(long ticks, long unit)
    {
        var into = ticks % unit;
        return ticks - (into < 0 ? into + unit : into);
    }
}
