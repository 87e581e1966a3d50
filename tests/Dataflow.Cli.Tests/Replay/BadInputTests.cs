using System.IO.Compression;
using System.Text;

namespace Dataflow.Cli.Tests.Replay;

public sealed class BadInputTests
{
    private const string Good = """{"at":"2015-01-01T12:00:00Z","v":1}""";

    public static TheoryData<string, string, string> Lines => new()
    {
        { "not json", "{oops", ":2:" },
        { "not an object", "[1]", ":2:" },
        { "no time", """{"v":1}""", "no field \"at\"" },
        { "unreadable time", """{"at":"12h","v":1}""", ":2:7: \"at\" is not a time: \"12h\"" },
        { "not a number", """{"at":"2015-01-01T12:00:00Z","v":"x"}""", "\"v\" is not a number: \"x\"" },
        { "null value", """{"at":"2015-01-01T12:00:00Z","v":null}""", "\"v\" is not a number" },
        { "no value", """{"at":"2015-01-01T12:00:00Z"}""", "no field \"v\"" },
        { "time beyond the end", """{"at":"10000-01-01T00:00:00Z","v":1}""", "\"at\" is not a time" },
        { "infinity", """{"at":"infinity","v":1}""", "\"at\" is not a time" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Replay_BadLine_FailsAtItsPlaceAndKeepsWhatCameBefore(string kind, string line, string problem)
    {
        Assert.NotEmpty(kind);
        var path = TestData.Write("events.jsonl", $"{Good}\n{line}\n{Good}\n");
        var run = await CommandRun.OfAsync("--time", "at", "--value", "v", "--window", "fixed 1s", "--watermark", "monotonic", path);

        Assert.Equal(1, run.Status);
        Assert.Contains($"{path}:2:", run.Error, StringComparison.Ordinal);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Replay_BadLineSkipped_IsCountedAndNamed(string kind, string line, string problem)
    {
        Assert.NotEmpty(kind);
        var path = TestData.Write("events.jsonl", $"{Good}\n{line}\n{Good}\n");
        foreach (var watermark in new[] { "monotonic", "perfect" })
        {
            var run = await CommandRun.OfAsync("--time", "at", "--value", "v", "--on-error", "skip", "--watermark", watermark, path);

            Assert.Equal(0, run.Status);
            Assert.Equal(2, Assert.Single(run.Panes).GetProperty("value").GetInt32());
            Assert.Contains(problem, run.Error, StringComparison.Ordinal);
            Assert.Contains("2 events read, 1 panes emitted, 0 late (expired), 1 lines skipped", run.Error, StringComparison.Ordinal);
            Assert.Equal(2, run.Error.Split("skipped").Length - 1);
        }
    }

    [Theory]
    [InlineData("monotonic")]
    [InlineData("perfect")]
    public async Task Replay_FailsInTheMiddle_HasWrittenTheWindowsThatWereComplete(string watermark)
    {
        var lines = Enumerable.Range(0, 30).Select(i => $$"""{"at":"2015-01-01T12:00:{{i:00}}Z","v":1}""");
        var path = TestData.Write("events.jsonl", string.Join('\n', lines) + "\nnonsense\n");
        var run = await CommandRun.OfAsync("--time", "at", "--value", "v", "--window", "fixed 10s", "--watermark", watermark, path);

        Assert.Equal(1, run.Status);
        Assert.Equal([10, 10], run.Panes.Select(pane => pane.GetProperty("value").GetInt32()));
        Assert.Contains("events.jsonl:31:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_WrongColumnCount_Fails()
    {
        var run = await CommandRun.OfAsync("--time", "at", TestData.Write("events.csv", "at,v\n2015-01-01T12:00:00Z,1\n2015-01-01T12:00:00Z\n"));
        Assert.Equal(1, run.Status);
        Assert.Contains("events.csv:3:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_MissingFile_Fails()
    {
        var run = await CommandRun.OfAsync("--time", "at", "no-such-file.jsonl");
        Assert.Equal(1, run.Status);
        Assert.Contains("no-such-file.jsonl", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_EmptyJsonLines_GivesNoPanes()
    {
        var run = await CommandRun.OfAsync("--time", "at", TestData.Write("events.jsonl", ""));
        Assert.Equal((0, ""), (run.Status, run.Output));
        Assert.Contains("0 events read, 0 panes emitted", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_EmptyCsv_SaysThatThereIsNoHeader() =>
        Assert.Equal(1, (await CommandRun.OfAsync("--time", "at", TestData.Write("events.csv", ""))).Status);

    [Fact]
    public async Task Replay_CsvWithOnlyAHeader_GivesNoPanes()
    {
        var run = await CommandRun.OfAsync("--time", "at", TestData.Write("events.csv", "at,v\n"));
        Assert.Equal((0, ""), (run.Status, run.Output));
    }

    [Fact]
    public async Task Replay_TruncatedGzip_FailsBehindTheWindowsThatWereComplete()
    {
        var path = TestData.NewPath("events.jsonl.gz");
        using (var packed = new MemoryStream())
        {
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"{{\"at\":{i * 7919L},\"v\":{i * 31 % 977}}}\n"))));
            }

            await File.WriteAllBytesAsync(path, packed.ToArray()[..(int)(packed.Length / 2)]);
        }

        var run = await CommandRun.OfAsync("--time", "at", "--window", "fixed 1h", "--watermark", "monotonic", path);
        Assert.Equal(1, run.Status);
        Assert.NotEmpty(run.Panes);
        Assert.Contains("events.jsonl.gz", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_ByteOrderMarkAndCrLfAndQuotes_AreRead()
    {
        var path = TestData.Write("events.csv", "\uFEFFat,name,v\r\n2015-01-01T12:00:00Z,\"a, \"\"b\"\"\r\nc\",1\r\n2015-01-01T12:00:01Z,\"a, \"\"b\"\"\r\nc\",2\r\n");
        var run = await CommandRun.OfAsync("--time", "at", "--key", "name", "--value", "v", path);
        var pane = Assert.Single(run.Panes);
        Assert.Equal("a, \"b\"\r\nc", pane.GetProperty("key").GetString());
        Assert.Equal(3, pane.GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task Replay_TimesAtBothEnds_AreRead()
    {
        var path = TestData.Write("events.jsonl", "{\"at\":\"-9998-01-01T00:00:00Z\"}\n{\"at\":\"9999-12-31T23:59:59.9999999Z\"}\n");
        var run = await CommandRun.OfAsync("--time", "at", "--window", "fixed 1d", path);
        Assert.Equal(0, run.Status);
        Assert.Equal(
            [("-infinity", "-9998-01-02T00:00:00Z"), ("9999-12-31T00:00:00Z", "infinity")],
            run.Panes.Select(pane => (pane.GetProperty("window").GetProperty("start").GetString()!, pane.GetProperty("window").GetProperty("end").GetString()!)));
    }

    [Fact]
    public async Task Replay_LineOf50Megabytes_IsRead()
    {
        var path = TestData.Write("events.jsonl", $"{Good}\n{{\"text\":\"{new string('x', 50_000_000)}\",\"at\":\"2015-01-01T12:00:00Z\",\"v\":2}}\n{Good}\n");
        var run = await CommandRun.OfAsync("--time", "at", "--value", "v", path);
        Assert.Equal(4, Assert.Single(run.Panes).GetProperty("value").GetInt32());
    }

    [Fact]
    public async Task Replay_SumOverflows_NamesStepAndElement()
    {
        var path = TestData.Write("events.jsonl", "{\"at\":0,\"v\":9223372036854775807}\n{\"at\":0,\"v\":1}\n");
        var run = await CommandRun.OfAsync("--time", "at", "--value", "v", path);
        Assert.Equal(1, run.Status);
        Assert.Contains("'Aggregate' failed at the element 1", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OutputCannotBeWritten_Fails()
    {
        var run = await CommandRun.OfAsync("--time", "at", "--out", Path.Combine("no-such-folder", "panes.jsonl"), TestData.Write("events.jsonl", Good));
        Assert.Equal(1, run.Status);
        Assert.Contains("no-such-folder", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nosuch.jsonl", "events.jsonl")]
    [InlineData("bad.csv", "events.csv")]
    public async Task Replay_FailsBeforeAnyOutput_LeavesTheOldOutput(string name, string format)
    {
        var output = TestData.Write("keep.jsonl", "precious\n");
        var input = name == "bad.csv" ? TestData.Write(format, "other,v\n1,2\n") : name;
        foreach (var watermark in new[] { "perfect", "monotonic" })
        {
            var run = await CommandRun.OfAsync("--time", "at", "--out", output, "--watermark", watermark, input);
            Assert.Equal(1, run.Status);
            Assert.Equal("precious\n", await File.ReadAllTextAsync(output));
        }
    }

    [Theory]
    [InlineData("jsonl")]
    [InlineData("table")]
    public async Task Replay_NothingToEmit_EmptiesTheOldOutput(string format)
    {
        var output = TestData.Write("old.jsonl", "old\n");
        var run = await CommandRun.OfAsync("--time", "at", "--out", output, "--output", format, TestData.Write("events.jsonl", ""));
        Assert.Equal(0, run.Status);
        Assert.Equal("", await File.ReadAllTextAsync(output));
    }

    [Fact]
    public async Task Replay_KeyThatNoEventHas_IsSaid()
    {
        var run = await CommandRun.OfAsync("--time", "at", "--key", "v,nope", TestData.Write("events.jsonl", Good));
        Assert.Equal(0, run.Status);
        Assert.Contains("no event has the key field \"nope\"", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("\"v\"", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_MeanBeyondADouble_Fails()
    {
        var run = await CommandRun.OfAsync("--time", "at", "--value", "v", "--aggregate", "mean", TestData.Write("events.jsonl", "{\"at\":0,\"v\":1e308}\n{\"at\":0,\"v\":1e308}\n"));
        Assert.Equal(1, run.Status);
        Assert.Contains("more than a double can hold", run.Error, StringComparison.Ordinal);
    }
}
