namespace Dataflow.Running;

/// <summary>
/// Holds a run back so that processing time passes at a multiple of its recorded pace. It decides only when elements are
/// taken, never what they result in.
/// </summary>
public sealed class Pacing
{
    private readonly TimeProvider time;
    private readonly double speed;

    /// <summary>Paces by <paramref name="time"/> at <paramref name="speed"/> times the recorded pace.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The speed is not a positive number.</exception>
    public Pacing(double speed, TimeProvider time)
    {
        if (!(speed > 0) || double.IsInfinity(speed))
        {
            throw new ArgumentOutOfRangeException(nameof(speed), speed, $"The speed must be a positive number, but it is {speed}.");
        }

        (this.speed, this.time) = (speed, time);
    }

    /// <summary>Begins the pace of one run.</summary>
    internal Pace Begin() => new(speed, time);
}
