using System.Globalization;

namespace Dataflow.Testing.Generation;

/// <summary>
/// How a property is tried. What an environment variable says is taken instead, for every property: so a run may try more cases, or one of them again, without a change of the code.
/// </summary>
public sealed record PropertyOptions
{
    /// <summary>
    /// On how many cases, from 1; 100 by default. The environment variable is <c>DATAFLOW_CASES</c>, a whole number from 1; anything else in it is passed over. Where
    /// there is a seed, that one case is tried.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is under 1.</exception>
    public int Cases
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"A property is tried on at least 1 case, but it is {value}.");
    }
    = 100;

    /// <summary>
    /// Which case to try alone, as a failure has printed it. Null, the default, or empty for new ones. The environment variable is <c>DATAFLOW_SEED</c>; a seed means another case to
    /// another property, so set it where only the one that failed is run.
    /// </summary>
    public string? Seed { get; init; }

    /// <summary>
    /// Whether a case that breaks the property is made smaller. True by default; not doing so saves time where only whether it breaks is of interest. The environment
    /// variable is <c>DATAFLOW_SHRINK</c>, which turns it off with <c>off</c>; nothing in it turns it on.
    /// </summary>
    public bool Shrinks { get; init; } = true;

    /// <summary>The options with what the environment says instead.</summary>
    /// <param name="environment">The value of a variable; null if it is not set.</param>
    internal PropertyOptions Under(Func<string, string?> environment) => this with
    {
        Cases = int.TryParse(environment("DATAFLOW_CASES"), NumberStyles.None, CultureInfo.InvariantCulture, out var cases) && cases > 0 ? cases : Cases,
        Seed = environment("DATAFLOW_SEED") is { Length: > 0 } seed ? seed : Seed,
        Shrinks = Shrinks && environment("DATAFLOW_SHRINK") != "off",
    };
}
