using NodaTime;

namespace Dataflow.Testing.Generation;

/// <summary>What streams are generated. The defaults reach all corners.</summary>
public sealed record StreamOptions
{
    /// <summary>How many elements a stream has at most, from 1; 60 by default. Small streams come first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is under 1.</exception>
    public int MaxElements
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"A stream must have at least 1 element at most, but it is {value}.");
    }
    = 60;

    /// <summary>
    /// The unit of time, over zero: 1 s by default. Most times are whole units near the epoch, before and after it; windows of a few units are hit at their edges, some
    /// elements being a tick off.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not over zero.</exception>
    public Duration Unit
    {
        get;
        init => field = value > Duration.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"The unit of time must be over zero, but it is {value}.");
    }
    = Duration.FromSeconds(1);

    /// <summary>Whether some streams reach to the ends of time. True by default.</summary>
    public bool WithExtremeTimes { get; init; } = true;

    /// <summary>Whether the clock moves on its own. True by default; else processing time is the largest event time so far.</summary>
    public bool WithClock { get; init; } = true;

    /// <summary>How the watermark moves. <see cref="WatermarkSchedule.Any"/> by default.</summary>
    public WatermarkSchedule Watermarks { get; init; }
}
