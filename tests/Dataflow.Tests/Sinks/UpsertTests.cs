using Dataflow.Sinks;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Sinks;

public sealed class UpsertTests
{
    private const string Seen = "trigger AfterWatermark(early: Repeatedly(AfterCount(1)), late: AfterCount(1)), accumulation retracting, lateness 10m";

    [Fact]
    public void WriteUpsertsTo_SessionsThatMerge_PutsTheMergedRowAndDeletesTheOthers()
    {
        var changes = Changes(p => p.Create([0.0, 20, 8, 14], Streams.At).WindowInto(WindowingStrategy.Parse($"window session 10s, {Seen}")).CountPerKey(_ => "k"));

        Assert.Equal(
            [
                "put k: 1 in [0, 10)",
                "put k: 1 in [20, 30)",
                "delete k in [0, 10)",
                "put k: 2 in [0, 18)",
                "delete k in [0, 18)",
                "delete k in [20, 30)",
                "put k: 4 in [0, 30)",
                "put k: 4 in [0, 30)",
            ],
            changes);
    }

    [Fact]
    public void WriteUpsertsTo_PaneInThePlaceOfARetractedOne_IsOneUpdate() =>
        Assert.Equal(
            ["put k: 1 in [0, 10)", "put k: 2 in [0, 10)", "put k: 2 in [0, 10)"],
            Changes(p => p.Create([1.0, 2], Streams.At).WindowInto(WindowingStrategy.Parse($"window fixed 10s, {Seen}")).CountPerKey(_ => "k")));

    [Fact]
    public void WriteUpsertsTo_PaneOfALaterFiringBehindAFilter_IsNotTakenForTheReplacement() =>
        Assert.Equal(
            ["put k: 5 in [0, 10)", "delete k in [0, 10)", "put k: 7 in [0, 10)"],
            Changes(p => p.Create([(5L, 1.0), (1, 2), (1, 3)], e => Streams.At(e.Item2))
                .WindowInto(WindowingStrategy.Parse("window fixed 10s, trigger Repeatedly(AfterCount(1)), accumulation retracting, on-time if-non-empty"))
                .SumPerKey(_ => "k", e => e.Item1).Where(sum => sum.Value % 3 != 0)));

    [Fact]
    public void WriteUpsertsTo_GroupThatIsEmptiedDownstream_IsDeleted()
    {
        // Counts 1 and then 2 of one key: the group of key 1 loses its only element.
        var changes = Changes(p => p.Create([1.0, 2], Streams.At)
            .WindowInto(WindowingStrategy.Parse($"window fixed 10s, {Seen}")).CountPerKey(_ => "k")
            .WindowInto(WindowingStrategy.Parse($"window fixed 10s, {Seen}, on-time if-non-empty")).CountPerKey(count => $"{count.Value}"));

        // The on-time pane repeats the count of 2, which takes its row's place.
        Assert.Equal(["put 1: 1 in [0, 10)", "delete 1 in [0, 10)", "put 2: 1 in [0, 10)", "put 2: 1 in [0, 10)"], changes);
    }

    [Theory]
    [InlineData("fixed 10s")]
    [InlineData("session 4s")]
    public void ToDictionary_UnderEarlyAndLateFirings_EndsWithTheBatch(string window)
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            var events = Streams.Random(count: 100, keys: 4, disorder: 25, seed);
            Assert.Equal(
                Rows(events, WatermarkPolicy.Perfect, $"window {window}, accumulation retracting"),
                Rows(events, WatermarkPolicy.Bounded(Duration.FromSeconds(2)), $"window {window}, {Seen}"));
        }
    }

    [Fact]
    public void UpsertSinks_SeveralWithoutNames_GetNamesOfTheirOwn() =>
        Pipeline.Build(p => p.Create([1.0], Streams.At).CountPerKey(_ => "k")
            .ToDictionary(new Dictionary<(string, Window), long>()).ToDictionary(new Dictionary<(string, Window), long>())
            .ForEachUpsert(_ => { }).ForEachUpsert(_ => { }));

    [Fact]
    public void WriteUpsertsTo_PanesThatDoNotHoldWhatTheyOverwrite_IsRefused()
    {
        Refuses("window fixed 10s, trigger Repeatedly(AfterCount(1)), accumulation discarding", "overwrite");
        Refuses("window session 10s, trigger Repeatedly(AfterCount(1)), accumulation accumulating", "would stay");
    }

    private static void Refuses(string windowing, string saying)
    {
        var failure = Assert.Throws<PipelineValidationException>(() => Pipeline.Build(p =>
            p.Create([1.0], Streams.At).WindowInto(WindowingStrategy.Parse(windowing)).CountPerKey(_ => "k").ToDictionary(new Dictionary<(string, Window), long>())));
        Assert.Contains(saying, Assert.Single(failure.Problems), StringComparison.Ordinal);
    }

    private static List<string> Rows(IReadOnlyList<Streams.Reading> events, WatermarkPolicy watermark, string windowing)
    {
        var rows = new Dictionary<(string Key, Window Window), long>();
        Pipeline.Build(p => p.Create(events, e => e.Time, watermark).WindowInto(WindowingStrategy.Parse(windowing)).SumPerKey(e => e.Key, e => e.Value).ToDictionary(rows))
            .RunAsync().GetAwaiter().GetResult();
        return [.. rows.Select(row => $"{row.Key}: {row.Value}").Order(StringComparer.Ordinal)];
    }

    private static List<string> Changes<TKey>(Func<PipelineBuilder, PCollection<KV<TKey, long>>> describe)
    {
        List<string>? first = null;
        foreach (var options in Schedules.All)
        {
            var sink = new Recorder<TKey>();
            Pipeline.Build(p => describe(p).WriteUpsertsTo(sink)).RunAsync(options).GetAwaiter().GetResult();
            first ??= sink.Changes;
            Assert.Equal(first, sink.Changes);
        }

        return first!;
    }

    private sealed class Recorder<TKey> : Sink<Upsert<TKey, long>>
    {
        public List<string> Changes { get; } = [];

        public override SinkWriter<Upsert<TKey, long>> Open() => new Writer(Changes);

        public override string ToString() => "a recorder";

        private sealed class Writer(List<string> changes) : SinkWriter<Upsert<TKey, long>>
        {
            public override void Write(in WindowedValue<Upsert<TKey, long>> element)
            {
                var change = element.Value;
                var window = $"[{change.Window.Start.ToUnixTimeSeconds()}, {change.Window.End.ToUnixTimeSeconds()})";
                changes.Add(change.IsDelete ? $"delete {change.Key} in {window}" : $"put {change.Key}: {change.Value} in {window}");
            }
        }
    }
}
