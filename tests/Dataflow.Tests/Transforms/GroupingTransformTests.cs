using Dataflow.Combining;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Transforms;

public sealed class GroupingTransformTests
{
    private static readonly string[] Words = ["one", "two", "three", "four", "five", "six"];

    [Fact]
    public void CountPerKey_CountsByKey() => Check(p => p.CountPerKey(w => w.Length), g => g.LongCount());

    [Fact]
    public void SumPerKey_AddsUp() => Check(p => p.SumPerKey(w => w.Length, w => (long)w[0]), g => g.Sum(w => (long)w[0]));

    [Fact]
    public void MinPerKey_KeepsTheLeast() => Check(p => p.MinPerKey(w => w.Length, w => w), g => g.Min(StringComparer.CurrentCulture)!);

    [Fact]
    public void MaxPerKey_KeepsTheGreatest() => Check(p => p.MaxPerKey(w => w.Length, w => w), g => g.Max(StringComparer.CurrentCulture)!);

    [Fact]
    public void MeanPerKey_FindsTheMean() => Check(p => p.MeanPerKey(w => w.Length, w => (int)w[0]), g => g.Average(w => (int)w[0]));

    [Fact]
    public void TopPerKey_ListsFromTheGreatestDown() =>
        Check(p => p.TopPerKey(2, w => w.Length, w => w[0]), g => g.Select(w => w[0]).OrderDescending().Take(2));

    [Fact]
    public void CombinePerKey_Distinct_ListsInOrderOfArrival() =>
        Check(p => p.CombinePerKey(w => w.Length, w => w[0], Combine.Distinct<char>()), g => g.Select(w => w[0]).Distinct());

    [Fact]
    public void CombinePerKey_Quantile_FindsTheMiddle() =>
        Check(p => p.CombinePerKey(w => w.Length, w => w[0], Combine.Quantile<char>(0.5)), g => g.Select(w => w[0]).Order().ElementAt((g.Count() - 1) / 2));

    [Fact]
    public void CombinePerKey_FunctionOfDelegates_Works() =>
        Check(
            p => p.CombinePerKey(w => w.Length, w => w, Combine.From<string, string, string>("join", () => "", (a, w) => a + w, (a, b) => a + b, a => a)),
            g => string.Concat(g));

    [Fact]
    public void GroupByKey_ListsValuesInOrderOfArrival() => Check(p => p.WithKeys(w => w.Length).GroupByKey(), g => g.AsEnumerable());

    [Fact]
    public void CombineGlobally_CombinesAll() => Assert.Equal([6], Schedules.Values(p => p.Create(Words).CombineGlobally(Combine.Count<string>())));

    [Fact]
    public void CountPerKey_NullKey_IsAKeyLikeAnother() =>
        Assert.Equal([KV.Of((string?)null, 6L)], Schedules.Values(p => p.Create(Words).CountPerKey(_ => (string?)null)));

    [Fact]
    public void Late_OfGlobalCombinationAndGroupBy_IsThere()
    {
        var seconds = new[] { 1, 20, 2 };
        var late = Schedules.Values(p =>
        {
            var windowed = p.Create(seconds, n => Streams.At(n), WatermarkPolicy.Monotonic).WindowInto(FixedWindows.Of(Duration.FromSeconds(10)));
            return windowed.CombineGlobally(Combine.Count<int>(), "Count").Late.Flatten(windowed.GroupBy(n => n % 2, "Group").Late).Select(e => e.Value);
        });

        Assert.Equal([2, 2], late);
    }

    [Fact]
    public async Task Late_StepOfThatName_GetsAnotherName()
    {
        var result = await Pipeline.Build(p =>
        {
            var counts = p.Create(Words).Select(w => w, "Counts (late)").CountPerKey(w => w, "Counts");
            counts.Late.ForEach(_ => { });
        }).RunAsync();

        Assert.Equal(6, result["Counts (late)"].In);
        Assert.Equal(
            """
            step                       in             out        filtered        in panes            late
            Create                      6               6               0               0               0
            Counts (late)               6               6               0               0               0
            Counts                      6               6               0               6               0
            ForEach                     0               0               0               0               0
            """,
            result.ToString());
    }

    private static void Check<TOut, TExpected>(Func<PCollection<string>, PCollection<KV<int, TOut>>> transform, Func<IGrouping<int, string>, TExpected> expected)
    {
        var output = Schedules.Values(p => transform(p.Create(Words)).Select(pair => (pair.Key, Text(pair.Value))));
        Assert.Equal(Words.GroupBy(w => w.Length).Select(g => (g.Key, Text(expected(g)))), output);
    }

    private static string Text<T>(T value) =>
        value is System.Collections.IEnumerable items and not string ? string.Join(",", items.Cast<object>()) : $"{value}";
}
