using Dataflow.Watermarks;

namespace Dataflow.Files.Tests;

public sealed class RecordingTests : IDisposable
{
    private const string Json =
        """

        {"at":"2015-01-01T12:00:26Z","points":5,"team":"red"}
          {"at" : "2015-01-01 13:00:27+01:00" , "points" : 7.5 , "team" : "blé \"\u00e9\n" }
        {"$watermark":"2015-01-01T12:02:00Z"}

        { "$processingTime" : "2015-01-01T12:06:00Z" }
        {"team":{"name":"x","at":1},"points":1e2,"more":[1,{"at":2},"}"],"at":1420113628000}
        {"at":1,"at":"2015-01-01T12:00:29Z","points":0,"points":-3,"\u0074eam":null}
        {"$watermark":"infinity"}
        {"$processingTime":"-infinity"}
        {"$processingTime":1420113600000}
        {"$watermark":"2015-01-01T12:02:00Z","points":8,"at":"2015-01-01T12:00:30Z"}
        """;

    private const string Csv = """"
        team,at,points,"note, the ""long"" one"
        red,2015-01-01T12:00:26Z,5,

        "blé, ""x""",2015-01-01 12:00:27Z,7.5,"two
        lines"
        ,1420113628000,1e2,""
        "",2015-01-01T12:00:29Z,"-3",	x 
        """";

    private static readonly int[] BlockSizes = [1, 2, 3, 5, 7, 13, 31, 32, 33, 64, 100, 1000, 262_144];

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Read_JsonLines_DeliversEventsAndSignalsInOrder()
    {
        var file = files.Write("e.jsonl", Json);
        foreach (var text in Variants(Json))
        {
            files.Write("e.jsonl", text);
            foreach (var size in BlockSizes)
            {
                var replayed = await Replay.AllAsync(Recording.Read([file], Options(size), new NumberBinder("points")), capacity: 1 + size % 4);
                Assert.Null(replayed.Message);
                Assert.Equal(
                    [
                        "5@2015-01-01T12:00:26Z", "7.5@2015-01-01T12:00:27Z", "W 2015-01-01T12:02:00Z", "P 2015-01-01T12:06:00Z",
                        "100@2015-01-01T12:00:28Z", "-3@2015-01-01T12:00:29Z", "W infinity", "P -infinity", "P 2015-01-01T12:00:00Z",
                        "8@2015-01-01T12:00:30Z",
                    ],
                    replayed.Log);
            }
        }
    }

    [Fact]
    public async Task ReadRows_Csv_IsTheSameForEveryBlockSizeAndLineEnd()
    {
        var file = files.Write("e.csv", Csv);
        foreach (var text in Variants(Csv))
        {
            files.Write("e.csv", text);
            var lineBreak = text.Contains('\r', StringComparison.Ordinal) ? "\\r\\n" : "\\n";
            foreach (var size in BlockSizes)
            {
                var replayed = await Replay.AllAsync(Recording.ReadRows([file], Options(size)), capacity: 1 + size % 4);
                Assert.Null(replayed.Message);
                const string note = "\"note, the \\\"long\\\" one\"";
                Assert.Equal(
                    [
                        $$"""{"team":"red","at":"2015-01-01T12:00:26Z","points":5,{{note}}:null}@2015-01-01T12:00:26Z""",
                        $$"""{"team":"blé, \"x\"","at":"2015-01-01 12:00:27Z","points":7.5,{{note}}:"two{{lineBreak}}lines"}@2015-01-01T12:00:27Z""",
                        $$"""{"team":null,"at":1420113628000,"points":1e2,{{note}}:""}@2015-01-01T12:00:28Z""",
                        $$"""{"team":"","at":"2015-01-01T12:00:29Z","points":-3,{{note}}:"\tx "}@2015-01-01T12:00:29Z""",
                    ],
                    replayed.Log);
            }
        }
    }

    [Fact]
    public async Task Read_Arrival_MovesProcessingTimeForwardOnly()
    {
        var file = files.Write("e.jsonl", """
            {"at":1000,"seen":5000,"points":1}
            {"at":2000,"seen":4000,"points":2}
            {"at":3000,"seen":5000,"points":3}
            {"$processingTime":5500}
            {"at":4000,"seen":"1970-01-01T00:00:06Z","points":4}
            {"at":4000,"seen":"soon","points":4}
            """);
        var replayed = await Replay.AllAsync(Recording.Read([file], Options() with { ArrivalField = "seen" }, new NumberBinder("points")));
        Assert.Equal(
            ["P 1970-01-01T00:00:05Z", "1@1970-01-01T00:00:01Z", "2@1970-01-01T00:00:02Z", "3@1970-01-01T00:00:03Z", "P 1970-01-01T00:00:05.5Z", "P 1970-01-01T00:00:06Z", "4@1970-01-01T00:00:04Z"],
            replayed.Log);
        Assert.Equal($"{file}:6:19: \"seen\" is not a time: \"soon\"", replayed.Message);
    }

    [Fact]
    public async Task Read_EndsOfTime_AreElementTimes()
    {
        var file = files.Write("e.csv", "at,points\n-9998-01-01T00:00:00Z,1\n9999-12-31T23:59:59.9999999Z,2\n-377673580800000,3\n253402300799999,4\n");
        var replayed = await Replay.AllAsync(Recording.Read([file], Options(), new NumberBinder("points")));
        Assert.Null(replayed.Message);
        Assert.Equal([TimestampText.StartTicks, TimestampText.EndTicks - 1, TimestampText.StartTicks, TimestampText.EndTicks - 10_000], replayed.Ticks);
    }

    [Fact]
    public async Task Read_SeveralFiles_FollowInOrderWhateverTheirFormat()
    {
        var first = files.Write("a.csv", "points,at\n1,1000");
        var second = files.Write("b.jsonl.gz", TestFiles.Gzip("""{"at":2000,"points":2}"""));
        var third = files.Write("c.NDJSON", TestFiles.Gzip("""{"at":3000,"points":3}"""));
        var fourth = files.Write("d.csv.gz", TestFiles.Gzip("at,points\r\n4000,4\r\n"));
        var progress = new RecordingProgress();
        var source = Recording.Read([first, second, third, fourth], Options() with { Progress = progress }, new NumberBinder("points"));
        Assert.True(source.IsRepeatable);
        var replayed = await Replay.AllAsync(source);
        Assert.Null(replayed.Message);
        Assert.Equal(["1", "2", "3", "4"], replayed.Values.Select(v => v.ToString()));
        Assert.Equal(progress.TotalBytes, progress.BytesRead);
        Assert.Equal(4, progress.Records);
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("csv")]
    public async Task Read_LineOf50Megabytes_Works(string format)
    {
        var note = new string('x', 50_000_000);
        var file = format == "csv"
            ? files.Write("e.csv", $"at,points,note\n1,1,a\n2,2,\"{note}\n\"\"\"\n3,3,{note}\n4,4,b\n")
            : files.Write("e.jsonl", $$"""
                {"at":1,"points":1}
                {"at":2,"note":"{{note}}\n\"","points":2}
                {"at":3,"note":"{{note}}","points":3}
                {"at":4,"points":4}
                """);
        var replayed = await Replay.AllAsync(Recording.Read([file], Options(), new LengthBinder("points", "note")));
        Assert.Null(replayed.Message);
        Assert.Equal(["1/" + (format == "csv" ? 1 : 0), "2/50000002", "3/50000000", "4/" + (format == "csv" ? 1 : 0)], replayed.Values);
    }

    [Fact]
    public async Task Read_CsvRowsAroundTheVectorSize_AreSplitRight()
    {
        for (var length = 0; length < 100; length++)
        {
            var text = new string('y', length);
            var file = files.Write("e.csv", $"at,points,note\r\n1,1,{text}\r\n{length},2,\r\n3,3,{text}");
            foreach (var size in new[] { 16, 64, 1024 })
            {
                var replayed = await Replay.AllAsync(Recording.Read([file], Options(size), new LengthBinder("points", "note")));
                Assert.Equal([$"1/{length}", "2/0", $"3/{length}"], replayed.Values);
            }
        }
    }

    [Fact]
    public async Task ReadRows_CsvOfOneColumn_PassesBlankLinesOver()
    {
        var file = files.Write("e.csv", "at\n" + string.Concat(Enumerable.Range(0, 200).Select(n => n % 3 == 0 ? $"\n{n}\n" : $"{n}\r\n\r\n")));
        var replayed = await Replay.AllAsync(Recording.ReadRows([file], Options()));
        Assert.Null(replayed.Message);
        Assert.Equal(Enumerable.Range(0, 200).Select(n => $$"""{"at":{{n}}}"""), replayed.Values.Select(row => row.ToString()));
    }

    [Fact]
    public async Task Read_WideCsv_Works()
    {
        var columns = Enumerable.Range(0, 500).ToArray();
        var file = files.Write("e.csv", $"at,{string.Join(",", columns.Select(c => $"c{c}"))}\n1,{string.Join(",", columns)}\n2,{string.Join(",", columns.Select(c => $"\"{c}\""))}\n");
        var replayed = await Replay.AllAsync(Recording.Read([file], Options(), new NumberBinder("c499")));
        Assert.Equal(["499", "499"], replayed.Values.Select(v => v.ToString()));
    }

    [Fact]
    public async Task Read_OnlySignals_EndsBatches()
    {
        var file = files.Write("e.jsonl", string.Concat(Enumerable.Range(0, 1000).Select(i => $"{{\"$watermark\":{i}}}\n")));
        var reader = Recording.Read([file], Options(), new NumberBinder("points")).Open();
        var calls = 1;
        while (await reader.ReadAsync(Replay.NewBatch<Number>(5), default))
        {
            calls++;
        }

        Assert.True(calls >= 40, $"1000 signals came in {calls} batches of 5.");
    }

    [Theory]
    [InlineData("{\"at\":1,\"$watermark\":2}\n", false)]
    [InlineData("{\"at\":1}\n{\"$processingTime\":2}\n", false)]
    [InlineData("{\"at\":\"2015-01-01\"}\n", false)]
    [InlineData("{\"at\":1}\n { \"$watermark\" : 2}", true)]
    [InlineData("\uFEFF{\"\\u0024water\\u006dark\":2}", true)]
    public async Task Watermark_NotSaid_IsTheRecordingsOwnIfItHasOne(string content, bool isRecorded)
    {
        var json = files.Write("e.jsonl.gz", TestFiles.Gzip(content + "\n{\"at\":\"9999-01-01\"}\n"));
        foreach (var size in new[] { 1, 10, 1000 })
        {
            var watermarks = new List<NodaTime.Instant>();
            await Pipeline.Build(p => p.Read(Recording.ReadRows([json], Options(size) with { Watermark = null })).ForEachPane(e => watermarks.Add(e.Watermark))).RunAsync();

            // A perfect watermark knows of the year 9999 before the last event comes.
            Assert.Equal(!isRecorded, watermarks[^1] == NodaTime.Instant.FromUtc(9999, 1, 1, 0, 0));
        }
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Throws()
    {
        var file = files.Write("e.jsonl", Json);
        var reader = Recording.ReadRows([file], Options()).Open();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(Replay.NewBatch<Row>(1), new CancellationToken(true)));
    }

    [Fact]
    public void ToString_OfSource_NamesFilesAndFields() => Assert.Equal(
        "recording a.csv - (time \"at\", arrival \"seen\")",
        Recording.ReadRows(["a.csv", "-"], Options() with { ArrivalField = "seen" }).ToString());

    private static RecordingOptions Options(int blockSize = 4096) =>
        new() { TimeField = "at", Watermark = WatermarkPolicy.Recorded, BlockSize = blockSize };

    /// <summary>The same content with other line ends, with and without the last, and with a byte order mark.</summary>
    private static IEnumerable<string> Variants(string text)
    {
        var unix = text.ReplaceLineEndings("\n");
        var windows = text.ReplaceLineEndings("\r\n");
        return [unix, unix + "\n", windows, windows + "\r\n", "\uFEFF" + unix, "\uFEFF" + windows + "\r\n\r\n"];
    }

    /// <summary>A number, and the length of a text.</summary>
    private sealed class LengthBinder(string number, string text) : RecordBinder<string>
    {
        public override IReadOnlyList<string> Fields { get; } = [number, text];

        public override string Bind(RecordView record) =>
            $"{record.GetNumber(0)}/{record.GetText(1).Length}";
    }
}
