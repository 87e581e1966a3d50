using Dataflow.Files.Output;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Files.Tests.Output;

public sealed class PaneFilesTests : IDisposable
{
    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task JsonLines_KeysOfAnyType_AreWritten()
    {
        var path = files.Missing("panes.jsonl");
        await RunAsync(numbers => numbers.CountPerKey(n => (Parity: n % 2, Name: "ä")).WriteTo(PaneFiles.JsonLines<(int, string), long>(path)));
        Assert.Equal(["""{"item1":1,"item2":"ä"}""", """{"item1":0,"item2":"ä"}"""], File.ReadLines(path).Select(line => Json(line).GetProperty("key").GetRawText()));
    }

    [Fact]
    public async Task Csv_TupleKeys_AreWritten()
    {
        var path = files.Missing("panes.csv");
        await RunAsync(numbers => numbers.CountPerKey(n => (n % 2, "x")).WriteTo(PaneFiles.Csv<(int, string), long>(path)));
        Assert.StartsWith("\"{\"\"item1\"\":1,\"\"item2\"\":\"\"x\"\"}\",", File.ReadLines(path).ElementAt(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task JsonLines_ElementsWithoutAKey_AreWritten()
    {
        var path = files.Missing("numbers.jsonl");
        await RunAsync(numbers => numbers.WriteTo(PaneFiles.JsonLines<int>(path)));
        Assert.Equal(
            """{"window":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T00:00:02Z"},"value":1,"timestamp":"1970-01-01T00:00:01Z","pane":{"timing":"UNKNOWN","index":0,"nonSpeculativeIndex":0,"isFirst":true,"isLast":true},"retraction":false,"processingTime":"1970-01-01T00:00:01Z","watermark":"-infinity"}""",
            File.ReadLines(path).First());
    }

    [Fact]
    public async Task LateJsonLines_Path_IsWritten()
    {
        var path = files.Missing("late.jsonl");
        await RunAsync(numbers => numbers.CountPerKey(n => n).Late.WriteTo(PaneFiles.LateJsonLines<int>(path)));
        Assert.Equal(
            """{"element":0,"window":{"start":"1970-01-01T00:00:00Z","end":"1970-01-01T00:00:02Z"},"watermark":"1970-01-01T00:00:04Z","lateBy":"PT4S","reason":"expired"}""",
            Assert.Single(File.ReadLines(path)));
    }

    [Fact]
    public void JsonLines_NameOfAGzipFile_IsRefused() => Assert.Throws<ArgumentException>(() => PaneFiles.JsonLines<int>("panes.jsonl.gz"));

    [Fact]
    public async Task WriteTo_OneFileTwice_IsRefused()
    {
        var path = files.Missing("panes.jsonl");
        var failure = await Assert.ThrowsAsync<StepFailedException>(() => RunAsync(numbers =>
        {
            numbers.WriteTo(PaneFiles.JsonLines<int>(path), "First");
            numbers.WriteTo(PaneFiles.JsonLines<int>(path), "Second");
        }));
        Assert.IsAssignableFrom<IOException>(failure.InnerException);
    }

    private static Task<Running.RunResult> RunAsync(Action<PCollection<int>> write) => Pipeline.Build(p => write(p
        .Create(new[] { 1, 4, 0 }, n => Instant.FromUnixTimeSeconds(n), Watermarks.WatermarkPolicy.Monotonic)
        .WindowInto(FixedWindows.Of(Duration.FromSeconds(2))))).RunAsync();

    private static System.Text.Json.JsonElement Json(string line) => System.Text.Json.JsonDocument.Parse(line).RootElement;
}
