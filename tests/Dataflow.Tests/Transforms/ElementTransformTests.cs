using Dataflow.Panes;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Transforms;

public sealed class ElementTransformTests
{
    private static readonly int[] Numbers = [3, 1, 2, 40, 5];

    [Fact]
    public void QuerySyntax_FromWhereSelect_ReadsLikeLinq()
    {
        var output = Schedules.Values(p =>
            from n in p.Create(Numbers)
            where n < 10
            from m in Enumerable.Range(0, n)
            select n * m);

        Assert.Equal(from n in Numbers where n < 10 from m in Enumerable.Range(0, n) select n * m, output);
    }

    [Fact]
    public void QuerySyntax_GroupBy_GroupsByKeyAndWindow()
    {
        var output = Schedules.Values(p =>
            from n in p.Create(Numbers, n => Streams.At(n)).WindowInto(FixedWindows.Of(Duration.FromSeconds(10)))
            group n by n % 2 into g
            select $"{g.Key}: {string.Join(",", g)}");

        Assert.Equal(["1: 3,1,5", "0: 2", "0: 40"], output);
    }

    [Fact]
    public void ParDo_SeesTimeWindowAndPane()
    {
        var output = Schedules.Run(p => p.Create(Numbers, n => Streams.At(n))
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)))
            .ParDo<int, string>((e, emit) =>
            {
                emit($"{e.Value} {e.Timestamp.ToUnixTimeSeconds()} {e.Window.Start.ToUnixTimeSeconds()} {e.Pane.Timing} {e.ProcessingTime.ToUnixTimeSeconds()}");
                if (e.Value == 5)
                {
                    emit("five");
                }
            }));

        Assert.Equal(["3 3 0 Unknown 3", "1 1 0 Unknown 3", "2 2 0 Unknown 3", "40 40 40 Unknown 40", "5 5 0 Unknown 40", "five"], output.Select(e => e.Value));
        Assert.Equal(Streams.At(5), output[^1].Timestamp);
        Assert.Equal(PaneInfo.NoFiring, output[^1].Pane);
    }

    [Fact]
    public void ParDo_AfterAGrouping_SeesThePane()
    {
        var output = Schedules.Values(p => p.Create(Numbers, n => Streams.At(n))
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)))
            .CountPerKey(_ => "n")
            .ParDo<KV<string, long>, string>((e, emit) => emit($"{e.Value} {e.Pane} {e.Watermark}")));

        Assert.Equal(["n: 4 ON_TIME 0/0 first last 9999-12-31T23:59:59Z", "n: 1 ON_TIME 0/0 first last 9999-12-31T23:59:59Z"], output.Select(text => text.Replace(".999999999", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void WithTimestamps_BeforeWindowing_WindowsByTheNewTime()
    {
        var output = Schedules.Run(p => p.Create(Numbers).WithTimestamps(n => Streams.At(n))
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(10))).CountPerKey(_ => 0));

        Assert.Equal([(0L, 4L), (40L, 1L)], output.Select(e => (e.Window.Start.ToUnixTimeSeconds(), e.Value.Value)));
    }

    [Fact]
    public void WithTimestamps_AfterWindowing_KeepsTheWindows()
    {
        var output = Schedules.Run(p => p.Create(Numbers, n => Streams.At(n))
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)))
            .WithTimestamps(_ => Streams.At(7))
            .CountPerKey(_ => 0));

        Assert.Equal([(0L, 4L), (40L, 1L)], output.Select(e => (e.Window.Start.ToUnixTimeSeconds(), e.Value.Value)));
    }

    [Fact]
    public void Apply_CompositeTransform_KeepsInferenceGoing()
    {
        static PCollection<KV<int, long>> CountsByRest(PCollection<int> input) => input.CountPerKey(n => n % 3);

        var output = Schedules.Values(p => p.Create(Numbers).Apply(CountsByRest).Where(pair => pair.Key > 0));

        Assert.Equal([KV.Of(1, 2L), KV.Of(2, 2L)], output.OrderBy(pair => pair.Key));
    }

    [Fact]
    public void Name_OfEachStep_IsGivenOrMade()
    {
        var numbers = new PipelineBuilder().Create(Numbers, "Numbers");
        Assert.Equal("Numbers", numbers.Name);
        Assert.Equal("Select", numbers.Select(n => n).Name);
        Assert.Equal("Select 2", numbers.Select(n => n).Name);
        Assert.Equal("Double", numbers.Select(n => n * 2, "Double").Name);
    }

    [Fact]
    public void Reify_AfterAGrouping_BringsTheWindowIntoTheValue()
    {
        var output = Schedules.Values(p => p.Create(Numbers, n => Streams.At(n))
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(10)))
            .CountPerKey(_ => "n")
            .Reify()
            .Select(e => $"{e.Window.Start.ToUnixTimeSeconds()}: {e.Value.Value}"));

        Assert.Equal(["0: 4", "40: 1"], output);
    }
}
