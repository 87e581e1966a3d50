namespace Dataflow.Benchmarks.FixedWindowSums;

/// <summary>The constants of the query: fixed windows of 10 s, and a watermark 500 ms behind the greatest event time.</summary>
public static class FixedWindowQuery
{
    public const long Size = 10 * TimeSpan.TicksPerSecond;

    public const long Delay = 500 * TimeSpan.TicksPerMillisecond;

    /// <summary>The start of the window of a time; a floor, so that it is right before the epoch too.</summary>
    public static long WindowStart(long ticks)
    {
        var into = ticks % Size;
        return ticks - (into < 0 ? into + Size : into);
    }
}
