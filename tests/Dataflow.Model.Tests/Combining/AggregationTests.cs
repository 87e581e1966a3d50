using Dataflow.Combining;
using Dataflow.Text;

namespace Dataflow.Model.Tests.Combining;

public sealed class AggregationTests
{
    [Theory]
    [InlineData("count", AggregationKind.Count)]
    [InlineData("sum", AggregationKind.Sum)]
    [InlineData("min", AggregationKind.Min)]
    [InlineData("max", AggregationKind.Max)]
    [InlineData("mean", AggregationKind.Mean)]
    [InlineData("list", AggregationKind.List)]
    [InlineData("distinct", AggregationKind.Distinct)]
    [InlineData("top:1", AggregationKind.Top)]
    [InlineData("top:2147483647", AggregationKind.Top)]
    [InlineData("quantile:0", AggregationKind.Quantile)]
    [InlineData("quantile:1", AggregationKind.Quantile)]
    [InlineData("quantile:0.99", AggregationKind.Quantile)]
    [InlineData("quantile:1E-05", AggregationKind.Quantile)]
    public void Parse_Printed_PrintsTheSame(string text, AggregationKind kind)
    {
        var aggregation = Aggregation.Parse(text);

        Assert.Equal(kind, aggregation.Kind);
        Assert.Equal(text, aggregation.ToString());
        Assert.Equal(aggregation, Aggregation.Parse(aggregation.ToString()));
    }

    [Theory]
    [InlineData(" COUNT ", "count")]
    [InlineData("Top : 3", "top:3")]
    [InlineData("top:007", "top:7")]
    [InlineData("quantile: 0.50", "quantile:0.5")]
    public void Parse_OtherSpellings_PrintsTheUsualOne(string text, string printed) => Assert.Equal(printed, Aggregation.Parse(text).ToString());

    [Fact]
    public void Parse_AnyQuantile_IsIdentity() => Seeds.Each(1_000, random =>
    {
        var probability = random.NextDouble() / Math.Pow(10, random.Next(30));

        Assert.Equal(probability, Aggregation.Parse(new QuantileFn<int>(probability).ToString()).Probability);
    });

    [Fact]
    public void Parse_Numbers_AreKept()
    {
        Assert.Equal((12, 0), (Aggregation.Parse("top:12").Count, Aggregation.Parse("top:12").Probability));
        Assert.Equal((0, 0.25), (Aggregation.Parse("quantile:0.25").Count, Aggregation.Parse("quantile:0.25").Probability));
    }

    [Theory]
    [InlineData("", 0, "an aggregate: count, sum")]
    [InlineData(" median", 1, "an aggregate: count, sum")]
    [InlineData("0", 0, "an aggregate")]
    [InlineData("sum(", 3, "the end of the text")]
    [InlineData("sum sum", 4, "the end of the text")]
    [InlineData("top", 3, "':'")]
    [InlineData("top 3", 4, "':'")]
    [InlineData("top:0", 4, "a whole number of at least 1")]
    [InlineData("top: x", 5, "a whole number of at least 1")]
    [InlineData("top:3:4", 5, "the end of the text")]
    [InlineData("quantile:", 9, "a number from 0 to 1")]
    [InlineData("quantile:2", 9, "a number from 0 to 1")]
    [InlineData("quantile:0,5", 10, "the end of the text")]
    public void Parse_Fault_SaysPlaceAndWhatWasExpected(string text, int position, string expected)
    {
        var e = Assert.Throws<SpecificationException>(() => Aggregation.Parse(text));

        Assert.Equal(position, e.Position);
        Assert.Contains(expected, e.Problem, StringComparison.Ordinal);
    }
}
