using System.Globalization;
using Dataflow.Combining;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Retractions;

/// <summary>
/// Totals of each team in short windows, then the distribution of the totals in long ones, under early and late firings: after all retractions
/// it is what a batch computes.
/// </summary>
[Trait("Choice", "7")]
[Trait("Rule", "59")]
public sealed class TwoStageRetractionTests
{
    private const string Seen = "trigger AfterWatermark(early: Repeatedly(AfterCount(2)), late: AfterCount(1)), accumulation retracting, lateness 10m";
    private const string Timed = "trigger AfterWatermark(early: AfterProcessingTime(delay: 3s), late: AfterProcessingTime(align: 7s)), accumulation retracting, lateness 10m";
    private const string Each = "trigger Repeatedly(AfterCount(1)), accumulation retracting, lateness 10m, on-time if-non-empty";

    public static TheoryData<string, string, string> Aggregates
    {
        get
        {
            var data = new TheoryData<string, string, string>();
            foreach (var aggregate in new[] { "count", "sum", "min", "max", "mean", "list", "distinct", "top:2", "quantile:0.5", "own", "own-inverse", "double" })
            {
                data.Add(aggregate, Seen, Seen);
                data.Add(aggregate, Timed, Each);
                data.Add(aggregate, Each, "trigger Default, accumulation retracting, lateness 10m");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Aggregates))]
    public void Distribution_UnderEarlyAndLateFirings_EndsWhereTheBatchEnds(string aggregate, string first, string second)
    {
        foreach (var seed in Schedules.Seeds(2))
        {
            var events = Streams.Random(count: 120, keys: 4, disorder: 25, seed);
            Check(aggregate, events, $"window fixed 10s, {first}", $"window fixed 60s, {second}");
        }

        // The same over hours: teams' totals of each five minutes.
        var day = Streams.Random(count: 120, keys: 4, disorder: 25, seed: 7);
        Check(aggregate, [.. day.Select(e => e with { Time = Instant.FromUnixTimeSeconds(e.Time.ToUnixTimeSeconds() * 60) })], $"window fixed 5m, {first.Replace("10m", "1h", StringComparison.Ordinal)}", $"window fixed 1h, {second.Replace("10m", "1h", StringComparison.Ordinal)}");
    }

    [Theory]
    [InlineData("sum", "window session 8s")]
    [InlineData("list", "window session 8s")]
    [InlineData("max", "window session 12s inclusive max 60s")]
    public void Distribution_InSessionsThatComeApart_EndsWhereTheBatchEnds(string aggregate, string window)
    {
        foreach (var seed in Schedules.Seeds(8))
        {
            var events = Streams.Random(count: 60, keys: 3, disorder: 25, seed);
            Check(aggregate, events, $"window fixed 5s, {Seen}", $"{window}, {Seen}");
            Check(aggregate, events, $"window session 4s, {Timed}", $"{window}, {Each}");
        }
    }

    [Fact]
    public void Distribution_InSlidingWindowsAndAThirdStage_EndsWhereTheBatchEnds()
    {
        foreach (var seed in Schedules.Seeds(3))
        {
            var events = Streams.Random(count: 120, keys: 4, disorder: 25, seed);
            PCollection<KV<long, long>> Stages(PCollection<Streams.Reading> readings, string first, string second, string third) => readings
                .WindowInto(WindowingStrategy.Parse($"window sliding 20s every 5s, {first}")).SumPerKey(e => e.Key, e => e.Value)
                .WindowInto(WindowingStrategy.Parse($"window fixed 30s, {second}")).CountPerKey(total => total.Value / 50)
                .WindowInto(WindowingStrategy.Parse($"window calendar day, {third}")).CombinePerKey(count => count.Value, count => count.Key, Combine.Max<long>());
            Same(events, readings => Stages(readings, Seen, Each, Timed), readings => Stages(readings, Batch, Batch, Batch), pair => $"{pair}");
        }
    }

    [Fact]
    public void Distribution_DiscardingSumsOverRetractions_AddUpToTheBatch()
    {
        foreach (var seed in Schedules.Seeds(4))
        {
            var events = Streams.Random(count: 120, keys: 4, disorder: 25, seed);
            GroupedPCollection<KV<string, long>, KV<long, long>> Stages(PCollection<Streams.Reading> readings, string first, string second) => readings
                .WindowInto(WindowingStrategy.Parse($"window fixed 10s, {first}")).SumPerKey(e => e.Key, e => e.Value)
                .WindowInto(WindowingStrategy.Parse($"window fixed 60s, {second}")).CombinePerKey(_ => 0L, total => total.Value, Combine.Sum<long>());
            var parts = Schedules.Run(p => Stages(p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(2))), Seen, Seen.Replace("retracting", "discarding", StringComparison.Ordinal)));
            var whole = Schedules.Run(p => Stages(p.Create(events, e => e.Time), Batch, Batch));

            Assert.Equal(
                whole.Select(pane => (pane.Window, pane.Value.Value)).OrderBy(pane => pane.Window),
                parts.GroupBy(pane => pane.Window).Select(window => (window.Key, window.Sum(pane => pane.Value.Value))).OrderBy(pane => pane.Key));
        }
    }

    private const string Batch = "trigger Default, accumulation retracting";

    private static void Check(string aggregate, IReadOnlyList<Streams.Reading> events, string first, string second)
    {
        PCollection<KV<string, long>> Totals(PCollection<Streams.Reading> readings, string windowing) =>
            readings.WindowInto(WindowingStrategy.Parse(windowing)).SumPerKey(e => e.Key, e => e.Value);

        void With<TValue, TAccumulator, TOut>(Func<long, TValue> value, CombineFn<TValue, TAccumulator, TOut> fn, Func<TOut, string>? text = null)
        {
            PCollection<KV<long, TOut>> Stages(PCollection<Streams.Reading> readings, string one, string two) => Totals(readings, one)
                .Where(total => total.Value % 7 != 0)
                .WindowInto(WindowingStrategy.Parse(two)).CombinePerKey(total => total.Value % 3, total => value(total.Value), fn);
            Same(
                events,
                readings => Stages(readings, first, second),
                readings => Stages(readings, BatchOf(first), BatchOf(second)),
                pair => $"{pair.Key}: {(text is null ? Convert.ToString(pair.Value, CultureInfo.InvariantCulture) : text(pair.Value))}");
        }

        // The order of arrival is not the batch's, so lists are compared as multisets.
        static string Sorted<T>(IEnumerable<T> values) => string.Join(",", values.Order());
        switch (aggregate)
        {
            case "count": With(total => total, Combine.Count<long>()); break;
            case "sum": With(total => total, Combine.Sum<long>()); break;
            case "min": With(total => total, Combine.Min<long>()); break;
            case "max": With(total => total, Combine.Max<long>()); break;
            case "mean": With(total => total, Combine.Mean<long>()); break;
            case "list": With(total => total, Combine.List<long>(), Sorted); break;
            case "distinct": With(total => total / 10, Combine.Distinct<long>(), Sorted); break;
            case "top:2": With(total => total, Combine.Top<long>(2), list => string.Join(",", list)); break;
            case "quantile:0.5": With(total => total, Combine.Quantile<long>(0.5)); break;
            case "own": With(total => total, Combine.From<long, long, long>("gcd", () => 0, Gcd, Gcd, gcd => gcd)); break;
            case "own-inverse": With(total => total, Combine.From<long, long, long>("xor", () => 0, (a, b) => a ^ b, (a, b) => a ^ b, a => a, (a, b) => a ^ b)); break;
            default: With(total => total / 4.0, Combine.Sum<double>()); break;
        }
    }

    private static string BatchOf(string windowing) => $"{windowing[..windowing.IndexOf(", trigger", StringComparison.Ordinal)]}, {Batch}";

    private static void Same<T>(
        IReadOnlyList<Streams.Reading> events,
        Func<PCollection<Streams.Reading>, PCollection<T>> stream,
        Func<PCollection<Streams.Reading>, PCollection<T>> batch,
        Func<T, string> text)
    {
        var streamed = Schedules.Run(p => stream(p.Create(events, e => e.Time, WatermarkPolicy.Bounded(Duration.FromSeconds(2)))).Select(text));
        var computed = Schedules.Run(p => batch(p.Create(events, e => e.Time)).Select(text));

        Assert.DoesNotContain(computed, pane => pane.IsRetraction);
        Assert.Contains(streamed, pane => pane.IsRetraction);
        Assert.Equal(FinalState.Of(computed), FinalState.Of(streamed));
    }

    private static long Gcd(long a, long b) => b == 0 ? Math.Abs(a) : Gcd(b, a % b);
}
