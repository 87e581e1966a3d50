namespace Dataflow.Benchmarks.Measuring;

/// <summary>What was measured of a contender.</summary>
/// <param name="Contender">The contender.</param>
/// <param name="Nanoseconds">The time an event took, in each round.</param>
/// <param name="BytesPerEvent">What an event allocates, as <see cref="Contender.BytesPerEvent"/> has it.</param>
public sealed record Timing(Contender Contender, IReadOnlyList<double> Nanoseconds, double BytesPerEvent)
{
    /// <summary>The median of the rounds.</summary>
    public double NanosecondsPerEvent => Median.Of(Nanoseconds);

    public double EventsPerSecond => 1e9 / NanosecondsPerEvent;

    /// <summary>
    /// The median of the rounds' own ratios: what disturbs the machine for longer than a round disturbs both sides of them.
    /// </summary>
    public double RatioTo(Timing other) => Median.Of(other.Nanoseconds.Zip(Nanoseconds, (theirs, own) => theirs / own));

    /// <summary>The median of the rounds' own differences, in nanoseconds an event.</summary>
    public double MoreThan(Timing other) => Median.Of(other.Nanoseconds.Zip(Nanoseconds, (theirs, own) => own - theirs));
}
