using System.Text;
using Dataflow.Watermarks;
using NodaTime;

namespace Dataflow.Files.Tests;

public sealed class BadInputTests : IDisposable
{
    private const string Good = """{"at":"2015-01-01T12:00:26Z","points":5}""";

    private readonly TestFiles files = new();

    public static TheoryData<string, string> BadJson => new()
    {
        { "nonsense", ":2:2: not JSON: 'nonsense' is an invalid JSON literal" },
        { """{"at":"2015-01-01T12:00:26Z","points":}""", ":2:39: not JSON: '}' is an invalid start of a value" },
        { """{"at":"2015-01-01T12:00:26Z","points":5""", ":2:40: not JSON" },
        { """{"at":"2015-01-01T12:00:26Z","points":5} x""", ":2:42: not JSON" },
        { """{"at":"2015-01-01T12:00:26Z","points":5}{}""", ":2:41: not JSON" },
        { """{"at":"2015-01-01T12:00:26Z","points":05}""", ":2:40: not JSON" },
        { """{"at":"2015-01-01T12:00:26Z","points":5,}""", ":2:41: not JSON" },
        { """{"at":"2015-01-01T12:00:26Z" "points":5}""", ":2:30: not JSON" },
        { """{"at":"2015-01-01T12:00:26Z","points":truth}""", ":2:42: not JSON" },
        { """{"at":"2015-01-01T12:00:26Z","points":5,"s":"\x"}""", ":2:47: not JSON" },
        { """{"at":"2015-01-01T12:00:26Z","points":5,"s":"\u12g4"}""", ":2:50: not JSON" },
        { """{"at":"2015-01-01T12:00:26Z","points":5,"s":"open}""", ":2:51: not JSON" },
        { "{\"at\":\"2015-01-01T12:00:26Z\",\"points\":5,\"s\":\"a\tb\"}", ":2:47: not JSON" },
        { "{'at':'2015-01-01T12:00:26Z'}", ":2:2: not JSON" },
        { "[1,2]", ":2:1: the line is JSON but not an object: [1,2]" },
        { "17", ":2:1: the line is JSON but not an object: 17" },
        { "null", ":2:1: the line is JSON but not an object: null" },
        { """{"points":5}""", ":2:1: no field \"at\"" },
        { "{}", ":2:1: no field \"at\"" },
        { """{"at":"12h","points":5}""", ":2:7: \"at\" is not a time: \"12h\"" },
        { """{"at":null,"points":5}""", ":2:7: \"at\" is not a time: null" },
        { """{"at":1.5,"points":5}""", ":2:7: \"at\" is not a time: 1.5" },
        { """{"at":true,"points":5}""", ":2:7: \"at\" is not a time: true" },
        { """{"at":["2015-01-01T12:00:26Z"],"points":5}""", ":2:7: \"at\" is not a time: [\"2015-01-01T12:00:26Z\"]" },
        { """{"at":"1420113626500","points":5}""", ":2:7: \"at\" is not a time: \"1420113626500\"" },
        { """{"at":"infinity","points":5}""", ":2:7: \"at\" is not a time: \"infinity\"" },
        { """{"at":"9999-12-31T23:59:59.9999999-00:01","points":5}""", ":2:7: \"at\" is not a time" },
        { """{"at":253402300800000,"points":5}""", ":2:7: \"at\" is not a time: 253402300800000" },
        { """{"at":"2015-01-01T12:00:26Z"}""", ":2:1: no field \"points\"" },
        { """{"points":"x","at":"2015-01-01T12:00:26Z"}""", ":2:11: \"points\" is not a number: \"x\"" },
        { """{"points":1e999,"at":"2015-01-01T12:00:26Z"}""", ":2:11: \"points\" is not a number: 1e999" },
        { """{"points":"\ud800","at":"2015-01-01T12:00:26Z"}""", ":2:11: \"points\" has half of a surrogate pair: \\ud800" },
        { """{"$watermark":"12h"}""", ":2:15: \"$watermark\" is not a time: \"12h\"" },
        { """{"$processingTime":null}""", ":2:20: \"$processingTime\" is not a time: null" },
        { """{"$flush":1}""", ":2:1: \"$flush\" is no control record" },
        { """{"\u0024flush":1}""", ":2:1: \"$flush\" is no control record" },
        { """{"$watermark":"2015-01-01T12:00:26Z","at":"x"}""", ":2:43: \"at\" is not a time: \"x\"" },
    };

    public static TheoryData<string, string> BadCsv => new()
    {
        { "2015-01-01T12:00:26Z,5", ":3:23: 2 fields where the header has 3 fields" },
        { "2015-01-01T12:00:26Z,5,a,b", ":3:26: 4 fields where the header has 3 fields" },
        { "\"2015-01-01T12:00:26Z\",5,\"a\",b", ":3:30: 4 fields where the header has 3 fields" },
        { "x", ":3:2: 1 field where the header has 3 fields" },
        { "12h,5,a", ":3:1: \"at\" is not a time: \"12h\"" },
        { ",5,a", ":3:1: \"at\" is not a time: null" },
        { "\"\",5,a", ":3:1: \"at\" is not a time: \"\"" },
        { "1.5,5,a", ":3:1: \"at\" is not a time: 1.5" },
        { "2015-01-01T12:00:26Z,x,a", ":3:22: \"points\" is not a number: \"x\"" },
        { "2015-01-01T12:00:26Z,,a", ":3:22: \"points\" is not a number: null" },
        { "2015-01-01T12:00:26Z, 5,a", ":3:22: \"points\" is not a number: \" 5\"" },
        { "2015-01-01T12:00:26Z,\"a \"\"b\"\"\",a", ":3:22: \"points\" is not a number: \"a \\\"b\\\"\"" },
        { "2015-01-01T12:00:26Z,5,a\"b", ":3:25: a quote inside a field that does not begin with one" },
        { "2015-01-01T12:00:26Z,5,\"a\"b", ":3:27: text after the closing quote of a field" },
        { "2015-01-01T12:00:26Z,5,\"open", ":3:24: the quoted field that begins here has no end" },
    };

    private static RecordingOptions Options => new() { TimeField = "at", Watermark = WatermarkPolicy.Recorded };

    public void Dispose() => files.Dispose();

    [Theory]
    [MemberData(nameof(BadJson))]
    public async Task Read_BadJsonLine_FailsAtItsPlaceAfterWhatWasBefore(string line, string expected)
    {
        var file = files.Write("events.jsonl", $"{Good}\n{line}\n{Good}\n");
        await CheckAsync(file, expected);
    }

    [Theory]
    [MemberData(nameof(BadCsv))]
    public async Task Read_BadCsvRow_FailsAtItsPlaceAfterWhatWasBefore(string row, string expected)
    {
        var file = files.Write("events.csv", $"at,points,team\n2015-01-01T12:00:26Z,5,red\n{row}\n2015-01-01T12:00:26Z,6,red\n");
        await CheckAsync(file, expected);
    }

    [Fact]
    public async Task Read_InvalidUtf8_FailsAtTheByte()
    {
        byte[] json = [.. Encoding.UTF8.GetBytes(Good), (byte)'\n', .. "{\"at\":\"2015-01-01T12:00:26Z\",\"points\":5,\"s\":\"é"u8, 0xFF, .. "\"}\n"u8, .. Encoding.UTF8.GetBytes(Good)];
        await CheckAsync(files.Write("events.jsonl", json), ":2:48: not UTF-8: byte 0xFF");
        byte[] csv = [.. "at,points\n2015-01-01T12:00:26Z,5\n"u8, 0xC3, .. ",1\n2015-01-01T12:00:26Z,6\n"u8];
        await CheckAsync(files.Write("events.csv", csv), ":3:1: not UTF-8: byte 0xC3");
        byte[] quoted = [.. "at,points,s\n2015-01-01T12:00:26Z,5,s\n2015-01-01T12:00:26Z,5,\"a\nb"u8, 0xC3, .. "\"\n2015-01-01T12:00:26Z,6,s\n"u8];
        await CheckAsync(files.Write("quoted.csv", quoted), ":4:2: not UTF-8: byte 0xC3");
    }

    [Fact]
    public async Task Read_FaultInFieldAfterLineBreak_CountsPhysicalLines()
    {
        var file = files.Write("events.csv", "team,at,points\r\n\"a\r\nb\",2015-01-01T12:00:26Z,5\r\n\"c\r\nd\",12h,6\r\n\"e\",2015-01-01T12:00:26Z,6\r\n");
        await CheckAsync(file, ":5:4: \"at\" is not a time: \"12h\"");
    }

    [Fact]
    public async Task Read_LongOffendingText_IsCut()
    {
        var file = files.Write("events.jsonl", $"{Good}\n{{\"at\":\"{new string('x', 5000)}\"}}\n{Good}");
        await CheckAsync(file, $":2:7: \"at\" is not a time: \"{new string('x', 79)}…");
    }

    [Fact]
    public async Task Read_UnterminatedQuote_SkipsOnlyItsLine()
    {
        var file = files.Write("events.csv", "at,points\n1,1\n\"2,2\n3,3\n4,4\n");
        var replayed = await Replay.AllAsync(Recording.Read([file], Options with { OnError = OnError.Skip }, new NumberBinder("points")));
        Assert.Equal(["1", "3", "4"], replayed.Values.Select(v => v.ToString()));
        Assert.Null(replayed.Fault);
    }

    [Fact]
    public async Task Read_SkippedCsvRows_KeepTheLineCount()
    {
        var file = files.Write("events.csv", "at,points\n1,a\"b\n\"2\n\"x,2\n3,3\n4,x\n5,\"open\n6,6\n");
        var skipped = new List<string>();
        foreach (var size in new[] { 1, 8, 4096 })
        {
            skipped.Clear();
            var options = Options with { OnError = OnError.Skip, Skipped = e => skipped.Add($"{e.Line}:{e.Column}"), BlockSize = size };
            var replayed = await Replay.AllAsync(Recording.Read([file], options, new NumberBinder("points")));
            Assert.Equal(["3", "6"], replayed.Values.Select(v => v.ToString()));
            Assert.Equal(["2:4", "4:2", "6:3", "7:3"], skipped);
        }
    }

    [Fact]
    public async Task Read_Skip_CountsAndReportsInFirstPassOnly()
    {
        var file = files.Write("events.jsonl", $"{Good}\nnonsense\n{Good}\n{{}}\n{{\"at\":1,\"points\":\"x\"}}\n");
        var skipped = new List<string>();
        var progress = new RecordingProgress();
        var source = Recording.Read([file], Options with { OnError = OnError.Skip, Skipped = e => skipped.Add($"{e.Line}:{e.Column}"), Progress = progress }, new NumberBinder("points"));
        for (var pass = 1; pass <= 2; pass++)
        {
            Assert.Equal(2, (await Replay.AllAsync(source)).Values.Count);
            Assert.Equal(["2:2", "4:1", "5:18"], skipped);
            Assert.Equal((2, 3, pass), (progress.Records, progress.Skipped, progress.Passes));
            Assert.Equal(new FileInfo(file).Length, progress.BytesRead);
            Assert.Equal(progress.BytesRead, progress.TotalBytes);
            Assert.Equal(file, progress.CurrentFile);
        }
    }

    [Fact]
    public async Task Read_AfterFault_FailsAgain()
    {
        var file = files.Write("events.jsonl", $"{Good}\nnonsense\n{Good}\n");
        var reader = Recording.Read([file], Options, new NumberBinder("points")).Open();
        var batch = Replay.NewBatch<Number>(10);
        Assert.True(await reader.ReadAsync(batch, default));
        Assert.Equal(1, batch.Count);
        await Assert.ThrowsAsync<RecordingException>(async () => await reader.ReadAsync(Replay.NewBatch<Number>(10), default));
        await Assert.ThrowsAsync<RecordingException>(async () => await reader.ReadAsync(Replay.NewBatch<Number>(10), default));
    }

    [Fact]
    public async Task Read_MissingFile_FailsAfterTheFilesBefore()
    {
        var good = files.Write("a.jsonl", Good);
        var missing = files.Missing("b.jsonl");
        foreach (var onError in new[] { OnError.Fail, OnError.Skip })
        {
            var replayed = await Replay.AllAsync(Recording.Read([good, missing], Options with { OnError = onError }, new NumberBinder("points")));
            Assert.Single(replayed.Values);
            Assert.Equal($"{missing}: no such file", replayed.Message);
            Assert.Equal(0, replayed.Fault!.Line);
        }
    }

    [Theory]
    [InlineData("e.jsonl")]
    [InlineData("e.csv")]
    public async Task Read_RecordLongerThanABlockMayBe_Fails(string name)
    {
        var head = name == "e.csv" ? "at,points\n" : "";
        var file = files.Write(name, head + (name == "e.csv" ? "1,5\n1," : Good + "\n") + new string('1', 2000) + "\n");
        var options = Options with { BlockSize = 16, MaxBlockSize = 1024, OnError = OnError.Skip };
        var replayed = await Replay.AllAsync(Recording.Read([file], options, new NumberBinder("points")));
        Assert.Single(replayed.Values);
        Assert.Equal($"{file}: a record is longer than 1,024 bytes", replayed.Message);
    }

    [Fact]
    public async Task Read_FormatSaid_OverridesTheName()
    {
        var file = files.Write("e.log", "at,points\n1,5\n");
        var replayed = await Replay.AllAsync(Recording.Read([file], Options with { Format = RecordingFormat.Csv }, new NumberBinder("points")));
        Assert.Equal([new Number(5)], replayed.Values);
    }

    [Fact]
    public async Task Read_Directory_Fails()
    {
        var directory = files.Missing("d.jsonl");
        Directory.CreateDirectory(directory);
        var replayed = await Replay.AllAsync(Recording.Read([directory], Options, new NumberBinder("points")));
        Assert.Equal($"{directory}: this is a directory", replayed.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\n")]
    public async Task Read_EmptyFile_IsNoEventInJsonAndFaultInCsv(string content)
    {
        var json = await Replay.AllAsync(Recording.Read([files.Write("e.jsonl", content)], Options, new NumberBinder("points")));
        Assert.Equal((0, null), (json.Log.Count, json.Message));
        var file = files.Write("e.csv", content);
        var csv = await Replay.AllAsync(Recording.Read([file], Options, new NumberBinder("points")));
        Assert.Equal($"{file}: the file is empty: a CSV file has a header line", csv.Message);
    }

    [Theory]
    [InlineData("at,points")]
    [InlineData("at,points\n")]
    [InlineData("\uFEFFat,points\r\n")]
    [InlineData("\"at\",\"points\"")]
    public async Task Read_HeaderOnly_IsNoEvent(string content)
    {
        var csv = await Replay.AllAsync(Recording.Read([files.Write("e.csv", content)], Options, new NumberBinder("points")));
        Assert.Equal((0, null), (csv.Log.Count, csv.Message));
    }

    [Theory]
    [InlineData("at,team\n1,2\n", ":1:1: the header has no column \"points\"; it has \"at\", \"team\"")]
    [InlineData("At,points\n1,2\n", ":1:1: the header has no column \"at\"; it has \"At\", \"points\"")]
    [InlineData("\nat,at,points\n1,2,3\n", ":2:1: the header has the column \"at\" 2 times")]
    [InlineData("at,\"points\n1,2\n", ":1:4: the quoted field that begins here has no end")]
    public async Task Read_BadHeader_FailsEvenWhenSkipping(string content, string expected)
    {
        var file = files.Write("e.csv", content);
        var csv = await Replay.AllAsync(Recording.Read([file], Options with { OnError = OnError.Skip }, new NumberBinder("points")));
        Assert.Equal(file + expected, csv.Message);
        Assert.Empty(csv.Log);
    }

    [Fact]
    public void Read_BadArguments_AreRefusedAtOnce()
    {
        Assert.Throws<ArgumentException>(() => Recording.ReadRows([], Options));
        Assert.Throws<ArgumentException>(() => Recording.ReadRows("e.txt", Options));
        Assert.Throws<ArgumentException>(() => Recording.ReadRows(["-", "-"], Options));
        Assert.Throws<ArgumentException>(() => Recording.ReadRows("e.csv", new RecordingOptions()));
    }

    [Fact]
    public async Task Read_RandomGarbage_ThrowsNothingElse()
    {
        var random = new Random(99);
        byte[][] pieces =
        [
            .. new[]
            {
                "{", "}", "\"", "\\", "\\u00e9", "\\ud800", "at", "\"at\"", ":", ",", "\n", "\r\n", "\r", "[", "]", "null", "true", "1", "-", "1e5", ".",
                "\"2015-01-01T12:00:26Z\"", "$watermark", "\"$watermark\"", "\"\\u0024x\"", " ", "\t", "é", "\0", "at,points\n", "1,1\n", "{\"at\":1,\"points\":2}\n",
                "{\"points\":1,\"at\":", "{\"at\":1,\"points\":\"\\ud800\"}\n", "{\"\\ud800\":1}\n", "{\"$watermark\":\"\\ud800\"}\n", "\uFEFF",
            }.Select(Encoding.UTF8.GetBytes),
            [0xFF], [0xC3], [0xE2, 0x82], [0x1F, 0x8B], [0x80],
        ];
        var delivered = 0;
        for (var round = 0; round < 250; round++)
        {
            var content = Enumerable.Range(0, random.Next(40)).SelectMany(_ => pieces[random.Next(pieces.Length)]).ToArray();
            foreach (var name in new[] { "g.jsonl", "g.csv", "g.jsonl.gz" })
            {
                byte[] written = name == "g.csv" && round % 2 == 0 ? [.. "at,points\n"u8, .. content] : content;
                var file = files.Write(name, written);
                foreach (var onError in new[] { OnError.Fail, OnError.Skip })
                {
                    var options = new RecordingOptions { TimeField = "at", OnError = onError, BlockSize = random.Next(1, 40) };
                    delivered += (await Replay.AllAsync(Recording.Read([file], options, new NumberBinder("points")))).Values.Count;
                    var rows = await Replay.AllAsync(Recording.ReadRows([file], options));
                    delivered += rows.Values.Count;
                    foreach (var row in rows.Values)
                    {
                        using var document = System.Text.Json.JsonDocument.Parse(row.Json);
                        Assert.NotEqual(FieldKind.Missing, row["at"].Kind);
                    }

                    await Replay.AllAsync(Recording.Read<Play>([file], options));
                    await Replay.AllAsync(Recording.Read([file], options, new KeyBinder("points")));
                }
            }
        }

        Assert.True(delivered > 50, $"Only {delivered} records were delivered: the garbage is too bad to tell.");
    }

    private async Task CheckAsync(string file, string expected)
    {
        var source = Recording.Read([file], Options, new NumberBinder("points"));
        foreach (var capacity in new[] { 1, 2, 100 })
        {
            var replayed = await Replay.AllAsync(source, capacity);
            Assert.Single(replayed.Values);
            Assert.StartsWith(file + expected, replayed.Message, StringComparison.Ordinal);
        }

        var skipping = Recording.Read([file], Options with { OnError = OnError.Skip }, new NumberBinder("points"));
        var rest = await Replay.AllAsync(skipping);
        Assert.Equal((2, null), (rest.Values.Count, rest.Message));
    }

    private sealed record Play(Instant At, double Points);
}
