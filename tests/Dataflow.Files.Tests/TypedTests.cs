using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Files.Tests;

public sealed class TypedTests : IDisposable
{
    private static readonly RecordingOptions Options = new() { TimeField = "at", Watermark = WatermarkPolicy.Recorded };

    private readonly TestFiles files = new();

    public enum Level
    {
        Low,
        High,
    }

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Read_AllTypes_AgreesBetweenCsvAndJson()
    {
        var csv = files.Write("e.csv", """
            at,Text,Flag,Letter,Small,Big,Real,Money,Level,Moment,Span,MaybeNumber,MaybeText,Exact,Unused
            2015-01-01T12:00:26.5Z,"a,b",true,x,-7,9007199254740993,0.1,12.50,high,2015-01-01T12:00:26+00:00,01:02:03,,,12,?
            1420113626500,c,FALSE,é,7,-1,1e3,0,Low,2015-01-01T12:00:26Z,1.00:00:00,5,t,1.5,?
            """);
        var json = files.Write("e.jsonl", """
            {"at":"2015-01-01T12:00:26.5Z","text":"a,b","flag":true,"letter":"x","small":-7,"big":9007199254740993,"real":0.1,"money":12.50,"level":"high","moment":"2015-01-01T12:00:26+00:00","span":"01:02:03","maybeNumber":null,"maybeText":null,"exact":12}
            {"at":1420113626500,"text":"c","flag":false,"letter":"\u00e9","small":7,"big":-1,"real":1e3,"money":0,"level":"Low","moment":"2015-01-01T12:00:26Z","span":"1.00:00:00","maybeNumber":5,"maybeText":"t","exact":1.5}
            """);
        var fromCsv = await Replay.AllAsync(Recording.Read<Everything>(csv, Options));
        var fromJson = await Replay.AllAsync(Recording.Read<Everything>(json, Options));
        Assert.Null(fromCsv.Message);
        Assert.Null(fromJson.Message);
        var moment = new DateTimeOffset(2015, 1, 1, 12, 0, 26, TimeSpan.Zero);
        var at = Instant.FromUnixTimeMilliseconds(1420113626500);
        Assert.Equal(
            [
                new Everything(at, "a,b", true, 'x', -7, 9007199254740993, 0.1, 12.50m, Level.High, moment, new TimeSpan(1, 2, 3), null, null, 12L),
                new Everything(at, "c", false, 'é', 7, -1, 1000, 0, Level.Low, moment, TimeSpan.FromDays(1), 5, "t", new Number(1.5)),
            ],
            fromCsv.Values);
        Assert.Equal(fromCsv.Values, fromJson.Values);
        Assert.Equal(fromCsv.Log, fromJson.Log);
    }

    [Theory]
    [InlineData("12h,5,red", ":2:1: \"at\" is not a time: \"12h\"")]
    [InlineData("1,x,red", ":2:3: \"points\" is not a whole number in the range of Int32: \"x\"")]
    [InlineData("1,2.5,red", ":2:3: \"points\" is not a whole number in the range of Int32: 2.5")]
    [InlineData("1,2147483648,red", ":2:3: \"points\" is not a whole number in the range of Int32: 2147483648")]
    [InlineData("1,,red", ":2:3: \"points\" is not a whole number in the range of Int32: null")]
    public async Task Read_CsvOfAnotherType_FailsAtTheField(string row, string expected)
    {
        var file = files.Write("e.csv", $"at,points,team\n{row}\n");
        Assert.Equal(file + expected, (await Replay.AllAsync(Recording.Read<Score>(file, Options))).Message);
    }

    [Theory]
    [InlineData("""{"at":1,"points":"x","team":"red"}""", ":1:18: \"points\" cannot be read: \"x\"")]
    [InlineData("""{"at":1,"points":2147483648,"team":"red"}""", ":1:18: \"points\" cannot be read: 2147483648")]
    [InlineData("""{"at":1,"points":null,"team":"red"}""", ":1:18: \"points\" cannot be read: null")]
    [InlineData("""  {"at":1,"points":1,"team":{"a":1}}""", ":1:29: \"team\" cannot be read: {\"a\":1}")]
    [InlineData("""{"at":1,"team":"red"}""", ":1:1: ")]
    public async Task Read_JsonOfAnotherType_FailsAtTheField(string line, string expected)
    {
        var file = files.Write("e.jsonl", line);
        var message = (await Replay.AllAsync(Recording.Read<Score>(file, Options))).Message!;
        Assert.StartsWith(file + expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_RecordStruct_IsHeldToItsConstructor()
    {
        var json = files.Write("e.jsonl", "{\"at\":1,\"points\":5}\n{\"at\":1,\"points\":6,\"team\":\"red\"}\n{\"at\":1,\"team\":\"red\"}\n");
        var csv = files.Write("e.csv", "at,points\n1,5\n");
        var fromJson = await Replay.AllAsync(Recording.Read<Pair>(json, Options));
        Assert.Equal([new Pair(5, "none"), new Pair(6, "red")], fromJson.Values);
        Assert.Equal(3, fromJson.Fault!.Line);
        Assert.Equal([new Pair(5, "none")], (await Replay.AllAsync(Recording.Read<Pair>(csv, Options))).Values);
    }

    [Fact]
    public async Task Read_ConstructorThatRefuses_IsAFaultOfTheRecord()
    {
        var json = files.Write("e.jsonl", "{\"at\":1,\"points\":1}\n{\"at\":1,\"points\":-1}\n");
        var csv = files.Write("e.csv", "at,points\n1,1\n1,-1\n");
        foreach (var (file, line) in new[] { (json, 2), (csv, 3) })
        {
            var replayed = await Replay.AllAsync(Recording.Read<Positive>(file, Options));
            Assert.Single(replayed.Values);
            Assert.Equal($"{file}:{line}:1: only positive", replayed.Message);
        }
    }

    [Fact]
    public async Task Read_OptionalMembers_MayBeMissing()
    {
        var file = files.Write("e.csv", "at,points\n1,5\n");
        var scores = await Replay.AllAsync(Recording.Read<Score>(file, Options));
        Assert.Equal([new Score(5, "none")], scores.Values);

        var mutable = await Replay.AllAsync(Recording.Read<MutableScore>(file, Options));
        Assert.Equal((5, null), (mutable.Values[0].Points, mutable.Values[0].Team));

        var required = await Replay.AllAsync(Recording.Read<RequiredScore>(file, Options));
        Assert.Equal($"{file}:1:1: the header has no column \"Team\"; it has \"at\", \"points\"", required.Message);
    }

    [Fact]
    public async Task Read_EventTimeByFunction_NeedsNoField()
    {
        var file = files.Write("e.csv", "Points,Team\n5,red\n-1,red\n");
        var source = Recording.Read<Score>(file, s => s.Points < 0 ? Instant.MaxValue : Instant.FromUnixTimeSeconds(s.Points));
        var replayed = await Replay.AllAsync(source);
        Assert.Equal([50_000_000], replayed.Ticks);
        Assert.Equal($"{file}:3:1: the event time is the end of time, which no element may carry", replayed.Message);
        Assert.Throws<ArgumentException>(() => Recording.Read<Score>(file, new RecordingOptions()));
    }

    [Fact]
    public void Read_TypeThatCsvCannotMake_IsRefusedForCsvOnly()
    {
        var error = Assert.Throws<NotSupportedException>(() => Recording.Read<Nested>("e.csv", Options));
        Assert.Contains("Tags", error.Message, StringComparison.Ordinal);
        Recording.Read<Nested>("e.jsonl", Options);
    }

    [Fact]
    public async Task Read_JsonStringWithHalfSurrogate_Fails()
    {
        var file = files.Write("e.jsonl", """{"at":1,"points":1,"team":"\ud800"}""");
        Assert.StartsWith($"{file}:1:", (await Replay.AllAsync(Recording.Read<Score>(file, Options))).Message, StringComparison.Ordinal);
    }

    private sealed record Everything(
        Instant At, string Text, bool Flag, char Letter, short Small, long Big, double Real, decimal Money, Level Level,
        DateTimeOffset Moment, TimeSpan Span, int? MaybeNumber, string? MaybeText, Number Exact);

    private sealed record Score(int Points, string Team = "none");

    private readonly record struct Pair(int Points, string Team = "none");

    private sealed record Positive
    {
        public Positive(int points) => Points = points > 0 ? points : throw new FormatException("only positive");

        public int Points { get; }
    }

    private sealed class MutableScore
    {
        public int Points { get; set; }

        public string? Team { get; init; }
    }

    private sealed class RequiredScore
    {
        public int Points { get; set; }

        public required string Team { get; init; }
    }

    private sealed record Nested(int Points, List<string> Tags);

    [Fact]
    public async Task Read_JsonPropertyName_NamesTheColumnToo()
    {
        foreach (var file in new[] { files.Write("named.csv", "at,placed_at,howMany\n1,2,3\n"), files.Write("named.jsonl", "{\"at\":1,\"placed_at\":2,\"howMany\":3}\n") })
        {
            var replayed = await Replay.AllAsync(Recording.Read<Named>([file], Options));
            Assert.Equal((2, 3), (replayed.Values.Single().Placed, replayed.Values.Single().HowMany));
        }
    }

    public sealed record Named([property: System.Text.Json.Serialization.JsonPropertyName("placed_at")] int Placed, int HowMany);
}
