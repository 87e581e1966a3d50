using System.Text.Json.Serialization;
using Dataflow.Files;
using Dataflow.Testing.Generation;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Testing.Tests.Generation;

/// <summary>What a stream prints, and that a recording of that text replays it.</summary>
public sealed class RecordingTextTests : IDisposable
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 3, 1, 12, 0);

    private readonly string path = Path.Combine(Path.GetTempPath(), $"dataflow-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(path);

    [Fact]
    public void ToString_OfAllSteps_IsARecording()
    {
        var stream = new EventStream<KV<string, int>>([
            StreamStep<KV<string, int>>.Clock(Noon), StreamStep<KV<string, int>>.Element(KV.Of("red", 5), Noon), StreamStep<KV<string, int>>.Watermark(Instant.MaxValue)]);

        Prints(
            """
            {"$processingTime":"2026-03-01T12:00:00Z"}
            {"key":"red","value":5,"time":"2026-03-01T12:00:00Z"}
            {"$watermark":"infinity"}
            """,
            stream);
        Prints("{\"value\":\"red\",\"time\":\"2026-03-01T12:00:00Z\"}", Of("red"));
    }

    [Fact]
    public void ToString_UnderAnotherPolicy_BeginsWithThePolicyAndHasTheWatermarksThatAreHeard()
    {
        var stream = new EventStream<int>([StreamStep<int>.Watermark(Noon), StreamStep<int>.Element(5, Noon)]);
        Prints(
            """
            watermark: recorded-or-perfect
            {"$watermark":"2026-03-01T12:00:00Z"}
            {"value":5,"time":"2026-03-01T12:00:00Z"}
            """,
            stream.WithWatermark(WatermarkPolicy.RecordedOrPerfect));
        Prints(
            """
            watermark: bounded 2s
            {"value":5,"time":"2026-03-01T12:00:00Z"}
            """,
            stream.WithWatermark(WatermarkPolicy.Bounded(Duration.FromSeconds(2))));
    }

    [Fact]
    public void ToString_ElementWithATimeOfItsOwn_KeepsItBesideTheEventTime()
    {
        var stream = Of(new Reading("a", double.NaN, "soon"), new Reading("b", double.NegativeInfinity, null), new Reading("c", 0.1, "1999-12-31T00:00:00Z"));
        Prints(
            """
            {"name":"a","value":"NaN","time":"soon","$time":"2026-03-01T12:00:00Z"}
            {"name":"b","value":"-Infinity","time":null,"$time":"2026-03-01T12:00:01Z"}
            {"name":"c","value":0.1,"time":"1999-12-31T00:00:00Z","$time":"2026-03-01T12:00:02Z"}
            """,
            stream);
        Replays(stream, "$time");
    }

    [Theory]
    [InlineData("time", "$time")]
    [InlineData("TIME", "$time")]
    [InlineData("$time", "time")]
    public void ToString_OneElementThatHasTheName_GivesAllAnother(string taken, string timeField)
    {
        var text = $"{Of(new Dictionary<string, int> { [taken] = 1 }, new Dictionary<string, int> { ["n"] = 2 })}";
        Assert.Equal($$"""{"{{taken}}":1,"{{timeField}}":"2026-03-01T12:00:00Z"}""" + "\n" + $$"""{"n":2,"{{timeField}}":"2026-03-01T12:00:01Z"}""", text);
    }

    [Fact]
    public void ToString_ElementsThatHaveBothNames_GivesAThird() =>
        Prints("{\"time\":1,\"$Time\":2,\"$$time\":\"2026-03-01T12:00:00Z\"}", Of(new Dictionary<string, int> { ["time"] = 1, ["$Time"] = 2 }));

    // A line that holds nothing but "$time" would be a control record.
    [Fact]
    public void ToString_ObjectWithoutProperties_IsAValue()
    {
        var stream = Of(new Dictionary<string, string>(), new Dictionary<string, string> { ["time"] = "x" });
        Prints(
            """
            {"value":{},"$time":"2026-03-01T12:00:00Z"}
            {"time":"x","$time":"2026-03-01T12:00:01Z"}
            """,
            stream);
        Assert.Equal(2, RowsOf(stream, "$time").Count);
    }

    [Fact]
    public void ToString_ValuesThatAreNoJson_ArePrintedAsText()
    {
        Prints("{\"value\":\"a loop\",\"time\":\"2026-03-01T12:00:00Z\"}", Of(new Loop()));
        Prints("{\"value\":\"ThrowingPair { Name = a }\",\"time\":\"2026-03-01T12:00:00Z\"}", Of(new ThrowingPair("a")));
        Prints("{\"value\":\"Mute\",\"time\":\"2026-03-01T12:00:00Z\"}", Of(new Mute()));
        Prints("{\"value\":null,\"time\":\"2026-03-01T12:00:00Z\"}", Of((string?)null));
        Prints("{\"value\":\"Infinity\",\"time\":\"2026-03-01T12:00:00Z\"}", Of(float.PositiveInfinity));
    }

    [Fact]
    public void Recording_OfWhatAStreamPrints_ReplaysIt() => Properties.Check(
        Generate.Streams(Generate.From(random => new Reading($"{(char)random.Next(32, 1000)}", random.Next(4) switch { 0 => double.NaN, 1 => double.PositiveInfinity, _ => random.NextDouble() }, random.Next(2) == 0 ? null : "t"))),
        stream => Replays(stream, stream.Elements.Any() ? "$time" : "time"));

    private static EventStream<T> Of<T>(params T[] values) => new([.. values.Select((value, i) => StreamStep<T>.Element(value, Noon + Duration.FromSeconds(i)))]);

    private static void Prints<T>(string expected, EventStream<T> stream) => Assert.Equal(expected.ReplaceLineEndings("\n"), stream.ToString());

    private void Replays(EventStream<Reading> stream, string timeField) =>
        Assert.Equal(PanesOf(stream), RowsOf(stream, timeField));

    private List<WindowedValue<Reading>> RowsOf(EventStream<Reading> stream, string timeField) => PanesOf(Recorded<Reading>(stream, timeField));

    private List<WindowedValue<Dictionary<string, object>>> RowsOf<TKey>(EventStream<TKey> stream, string timeField) => PanesOf(Recorded<Dictionary<string, object>>(stream, timeField));

    private Sources.Source<T> Recorded<T>(object stream, string timeField)
    {
        File.WriteAllText(path, $"{stream}");
        return Recording.Read<T>(path, new RecordingOptions { TimeField = timeField, Watermark = WatermarkPolicy.Recorded });
    }

    private static List<WindowedValue<T>> PanesOf<T>(Sources.Source<T> source)
    {
        var panes = new List<WindowedValue<T>>();
        Pipeline.Build(p => p.Read(source).ToList(panes)).RunAsync().GetAwaiter().GetResult();
        return panes;
    }

    private sealed record Reading(string Name, double Value, string? Time);

    private sealed class Loop
    {
        public Loop Self => this;

        public override string ToString() => "a loop";
    }

    private sealed record ThrowingPair(string Name)
    {
        [JsonInclude]
        internal string Other => throw new InvalidOperationException(Name);
    }

    private sealed class Mute
    {
        public Action Call => () => { };

        public override string ToString() => throw new InvalidOperationException();
    }
}
