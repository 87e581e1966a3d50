using System.Globalization;
using Dataflow.Combining;
using Dataflow.Testing.Generation;
using Dataflow.Time;
using Dataflow.Watermarks;
using FsCheck.Fluent;
using NodaTime;

namespace Dataflow.Laws.Tests.Text;

public sealed class PrintThenParseTests
{
    [Fact]
    public void Parse_PrintedWindowing_IsTheSame()
    {
        var windowings = Generate.WindowingsOfAnySize();
        var all = from windowing in windowings.Generator
                  from lateness in Spans.Arbitrary().Generator
                  from isSaid in Gen.Elements(true, true, false)
                  select windowing with { AllowedLateness = lateness, AccumulationMode = isSaid ? windowing.AccumulationMode : null };
        Law.Check("print then parse: windowings", Arb.From(all, windowings.Shrinker), windowing =>
        {
            Specification.Windowing.AssertReadsWhatItPrints(windowing);
            Specification.WindowFn.AssertReadsWhatItPrints(windowing.WindowFn);
            Specification.Trigger.AssertReadsWhatItPrints(windowing.Trigger);
            return 3;
        });
    }

    [Fact]
    public void Parse_PrintedWatermarkPolicy_IsTheSame() => Law.Check("print then parse: watermark policies", Generate.From(NextPolicy), policy =>
    {
        Specification.Watermark.AssertReadsWhatItPrints(policy);
        return 1;
    });

    [Fact]
    public void Parse_PrintedCombineFunction_IsItsAggregation() => Law.Check("print then parse: aggregations", Generate.From(NextCombineFunction), printed =>
    {
        var aggregation = Aggregation.Parse(printed.Text);
        Assert.Equal((printed.Kind, printed.Count, printed.Probability), (aggregation.Kind, aggregation.Count, aggregation.Probability));
        Assert.Equal(printed.Text, $"{aggregation}");
        Specification.Aggregate.AssertReadsWhatItPrints(aggregation);
        return 1;
    });

    [Fact]
    public void Parse_PrintedDuration_IsTheSame() => Law.Check("print then parse: durations", Spans.Arbitrary(), span =>
    {
        Specification.Span.AssertReadsWhatItPrints(span);
        Assert.Equal(span, DurationText.Parse(DurationText.ToIso(span)));
        return 2;
    });

    private static WatermarkPolicy NextPolicy(Random random) => random.Next(8) switch
    {
        0 => WatermarkPolicy.Recorded,
        1 => WatermarkPolicy.Perfect,
        2 => WatermarkPolicy.RecordedOrPerfect,
        3 => WatermarkPolicy.Bounded(Duration.FromDays(random.Next(Duration.MaxValue.Days))),
        _ => WatermarkPolicy.Bounded(Spans.Next(random)),
    };

    private static (AggregationKind Kind, int Count, double Probability, string Text) NextCombineFunction(Random random)
    {
        var count = 1 + (random.Next() >> random.Next(31));
        var probability = random.Next(6) switch
        {
            0 => random.Next(2),
            1 => Math.ScaleB(random.NextDouble(), -random.Next(1080)),
            2 => random.Next(101) / 100.0,
            _ => double.Parse(random.NextDouble().ToString($"F{random.Next(1, 10)}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        };
        return random.Next(9) switch
        {
            0 => (AggregationKind.Count, 0, 0, $"{Combine.Count<string>()}"),
            1 => (AggregationKind.Sum, 0, 0, $"{Combine.Sum<long>()}"),
            2 => (AggregationKind.Min, 0, 0, $"{Combine.Min<long>()}"),
            3 => (AggregationKind.Max, 0, 0, $"{Combine.Max<string>()}"),
            4 => (AggregationKind.Mean, 0, 0, $"{Combine.Mean<double>()}"),
            5 => (AggregationKind.List, 0, 0, $"{Combine.List<long>()}"),
            6 => (AggregationKind.Distinct, 0, 0, $"{Combine.Distinct<string>()}"),
            7 => (AggregationKind.Top, count, 0, $"{Combine.Top<long>(count)}"),
            _ => (AggregationKind.Quantile, 0, probability, $"{Combine.Quantile<double>(probability)}"),
        };
    }
}
