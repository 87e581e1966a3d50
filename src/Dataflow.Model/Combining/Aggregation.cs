using System.Globalization;
using Dataflow.Text;

namespace Dataflow.Combining;

/// <summary>
/// A combine function of the library by name, before it has types: what a command line or a configuration says. A value:
/// <see cref="ToString"/> prints what <see cref="Parse"/> reads, and what the typed function of <see cref="Combine"/> prints.
/// </summary>
public sealed record Aggregation
{
    private const string Expected = "an aggregate: count, sum, min, max, mean, list, distinct, top:N or quantile:Q";

    private Aggregation(AggregationKind kind, int count, double probability) => (Kind, Count, Probability) = (kind, count, probability);

    /// <summary>Which function.</summary>
    public AggregationKind Kind { get; }

    /// <summary>How many values <see cref="AggregationKind.Top"/> keeps, at least 1; 0 for the others.</summary>
    public int Count { get; }

    /// <summary>Which <see cref="AggregationKind.Quantile"/>, from 0 to 1; 0 for the others.</summary>
    public double Probability { get; }

    /// <summary>Reads <c>count</c>, <c>sum</c>, <c>min</c>, <c>max</c>, <c>mean</c>, <c>list</c>, <c>distinct</c>, <c>top:3</c> or <c>quantile:0.5</c>.</summary>
    /// <exception cref="SpecificationException">The text is none of these; the message shows where it goes wrong.</exception>
    public static Aggregation Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new SpecificationReader(text);
        var start = reader.SkipSpace();
        var name = reader.TakeWord();
        if (!Enum.TryParse<AggregationKind>(name, ignoreCase: true, out var kind) || !char.IsAsciiLetter(name[0]))
        {
            throw reader.Error(start, Expected);
        }

        var aggregation = kind switch
        {
            AggregationKind.Top => new Aggregation(kind, ReadCount(reader), 0),
            AggregationKind.Quantile => new Aggregation(kind, 0, ReadProbability(reader)),
            _ => new Aggregation(kind, 0, 0),
        };
        reader.ExpectEnd();
        return aggregation;
    }

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        AggregationKind.Top => $"top:{Count}",
        AggregationKind.Quantile => string.Create(CultureInfo.InvariantCulture, $"quantile:{Probability}"),
        _ => Kind.ToString().ToLowerInvariant(),
    };

    private static int ReadCount(SpecificationReader reader)
    {
        reader.Expect(':');
        var at = reader.SkipSpace();
        return int.TryParse(reader.TakeWord(), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw reader.Error(at, "how many to keep, a whole number of at least 1");
    }

    private static double ReadProbability(SpecificationReader reader)
    {
        reader.Expect(':');
        var at = reader.SkipSpace();
        return double.TryParse(reader.TakeWord(), NumberStyles.Float, CultureInfo.InvariantCulture, out var probability) && probability is >= 0 and <= 1
            ? probability
            : throw reader.Error(at, "a number from 0 to 1");
    }
}
