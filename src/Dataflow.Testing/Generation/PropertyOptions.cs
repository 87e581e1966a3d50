namespace Dataflow.Testing.Generation;

/// <summary>How a property is tried.</summary>
public sealed record PropertyOptions
{
    /// <summary>
    /// On how many cases, from 1; 100 by default. The environment variable <c>DATAFLOW_CASES</c> sets it for all properties.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is under 1.</exception>
    public int Cases
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"A property is tried on at least 1 case, but it is {value}.");
    }
    = 100;

    /// <summary>
    /// Which case to try alone, as a failure has printed it. Null, the default, for new ones. The environment variable <c>DATAFLOW_SEED</c> sets it for all properties.
    /// </summary>
    public string? Seed { get; init; }

    /// <summary>
    /// Whether a case that breaks the property is made smaller. True by default; not doing so saves time where only whether it breaks is of interest. The environment
    /// variable <c>DATAFLOW_SHRINK</c> turns it off for all properties with <c>off</c>.
    /// </summary>
    public bool Shrinks { get; init; } = true;
}
