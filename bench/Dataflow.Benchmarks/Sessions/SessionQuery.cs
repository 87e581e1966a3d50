namespace Dataflow.Benchmarks.Sessions;

/// <summary>Sums by key in sessions with a gap of 200 ms, under a watermark 500 ms behind.</summary>
internal static class SessionQuery
{
    public const long Gap = 200 * TimeSpan.TicksPerMillisecond;

    public const long Delay = 500 * TimeSpan.TicksPerMillisecond;
}
