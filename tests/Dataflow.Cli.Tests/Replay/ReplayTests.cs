using System.Text.Json;

namespace Dataflow.Cli.Tests.Replay;

public sealed class ReplayTests
{
    private const string Scores =
        """
        {"team":"red","points":5,"at":"2015-01-01T12:00:26Z","arrived":"2015-01-01T12:05:19Z"}
        {"team":"blue","points":2.5,"at":"2015-01-01T12:01:00Z","arrived":"2015-01-01T12:05:30Z"}
        {"team":"red","points":9,"at":"2015-01-01T12:01:26Z","arrived":"2015-01-01T12:06:20Z"}
        {"team":"red","points":7,"at":"2015-01-01T12:02:26Z","arrived":"2015-01-01T12:07:39Z"}
        {"team":"red","points":1,"at":"2015-01-01T12:00:10Z","arrived":"2015-01-01T12:08:00Z"}
        {"team":"blue","points":4,"at":"2015-01-01T12:05:00Z","arrived":"2015-01-01T12:09:00Z"}

        """;

    [Fact]
    public async Task Replay_JsonLines_WritesTheLinesOfTheContract()
    {
        var run = await Replay("--key", "team", "--value", "points", "--window", "fixed 2m", "--watermark", "monotonic", "--lateness", "1m");

        Assert.Equal(0, run.Status);
        Assert.Equal(
            """
            {"key":"red","window":{"start":"2015-01-01T12:00:00Z","end":"2015-01-01T12:02:00Z"},"value":14,"timestamp":"2015-01-01T12:01:59.9999999Z","pane":{"timing":"ON_TIME","index":0,"nonSpeculativeIndex":0,"isFirst":true,"isLast":false},"retraction":false,"processingTime":"2015-01-01T12:07:39Z","watermark":"2015-01-01T12:02:26Z"}
            {"key":"blue","window":{"start":"2015-01-01T12:00:00Z","end":"2015-01-01T12:02:00Z"},"value":2.5,"timestamp":"2015-01-01T12:01:59.9999999Z","pane":{"timing":"ON_TIME","index":0,"nonSpeculativeIndex":0,"isFirst":true,"isLast":false},"retraction":false,"processingTime":"2015-01-01T12:07:39Z","watermark":"2015-01-01T12:02:26Z"}
            {"key":"red","window":{"start":"2015-01-01T12:00:00Z","end":"2015-01-01T12:02:00Z"},"value":1,"timestamp":"2015-01-01T12:01:59.9999999Z","pane":{"timing":"LATE","index":1,"nonSpeculativeIndex":1,"isFirst":false,"isLast":false},"retraction":false,"processingTime":"2015-01-01T12:08:00Z","watermark":"2015-01-01T12:02:26Z"}
            {"key":"red","window":{"start":"2015-01-01T12:02:00Z","end":"2015-01-01T12:04:00Z"},"value":7,"timestamp":"2015-01-01T12:03:59.9999999Z","pane":{"timing":"ON_TIME","index":0,"nonSpeculativeIndex":0,"isFirst":true,"isLast":true},"retraction":false,"processingTime":"2015-01-01T12:09:00Z","watermark":"2015-01-01T12:05:00Z"}
            {"key":"blue","window":{"start":"2015-01-01T12:04:00Z","end":"2015-01-01T12:06:00Z"},"value":4,"timestamp":"2015-01-01T12:05:59.9999999Z","pane":{"timing":"ON_TIME","index":0,"nonSpeculativeIndex":0,"isFirst":true,"isLast":true},"retraction":false,"processingTime":"2015-01-01T12:09:00Z","watermark":"infinity"}

            """,
            run.Output);
        Assert.Contains("6 events read, 5 panes emitted, 0 late (expired), 0 lines skipped, ", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("count", "3", "1")]
    [InlineData("sum", "16", "7")]
    [InlineData("min", "2", "7")]
    [InlineData("max", "9", "7")]
    [InlineData("mean", "5.333333333333333", "7")]
    [InlineData("list", "[5,9,2]", "[7]")]
    [InlineData("distinct", "[5,9,2]", "[7]")]
    [InlineData("top:2", "[9,5]", "[7]")]
    [InlineData("quantile:0.5", "5", "7")]
    public async Task Replay_EachAggregate_GivesItsValue(string aggregate, string first, string second)
    {
        var path = TestData.Write("events.csv", "at,points\n2015-01-01T12:00:00Z,5\n2015-01-01T12:00:01Z,9\n2015-01-01T12:03:00Z,7\n2015-01-01T12:00:02Z,2\n");
        var run = await CommandRun.OfAsync("--time", "at", "--value", "points", "--aggregate", aggregate, "--window", "fixed 2m", path);

        Assert.Equal([first, second], run.Panes.Select(pane => pane.GetProperty("value").GetRawText()));
        Assert.All(run.Panes, pane => Assert.Equal(JsonValueKind.Null, pane.GetProperty("key").ValueKind));
    }

    [Fact]
    public async Task Replay_ListWithoutAValue_ListsWholeEvents()
    {
        var run = await Replay("--aggregate", "list", "--key", "team");
        var red = run.Panes[0].GetProperty("value");
        Assert.Equal(CommandRun.Lines(Scores).Where(line => line.Contains("red", StringComparison.Ordinal)), red.EnumerateArray().Select(e => e.GetRawText()));
    }

    [Fact]
    public async Task Replay_NoOptionsButTime_CountsAllInTheGlobalWindow()
    {
        var run = await Replay();
        var pane = Assert.Single(run.Panes);
        Assert.Equal(6, pane.GetProperty("value").GetInt32());
        Assert.Equal("-infinity", pane.GetProperty("window").GetProperty("start").GetString());
        Assert.Equal("infinity", pane.GetProperty("window").GetProperty("end").GetString());
    }

    [Fact]
    public async Task Replay_SeveralKeys_WritesAnObject()
    {
        var run = await Replay("--key", "team,points");
        Assert.Equal("""{"team":"red","points":5}""", run.Panes[0].GetProperty("key").GetRawText());
    }

    [Fact]
    public async Task Replay_RecordedWatermarksAndClock_AreTakenByDefault()
    {
        var path = TestData.Write(
            "events.jsonl",
            """
            {"$processingTime":"2015-01-01T12:05:00Z"}
            {"at":"2015-01-01T12:00:26Z"}
            {"$processingTime":"2015-01-01T12:06:00Z"}
            {"$watermark":"2015-01-01T12:02:00Z"}
            {"at":"2015-01-01T12:01:26Z"}
            {"at":"2015-01-01T12:03:26Z"}
            """);
        var late = TestData.NewPath("late.jsonl");
        var run = await CommandRun.OfAsync("--time", "at", "--window", "fixed 2m", "--late", late, path);

        Assert.Equal(
            [("2015-01-01T12:02:00Z", "2015-01-01T12:06:00Z"), ("infinity", "2015-01-01T12:06:00Z")],
            run.Panes.Select(pane => (pane.GetProperty("watermark").GetString()!, pane.GetProperty("processingTime").GetString()!)));
        Assert.Equal(
            """{"element":{"at":"2015-01-01T12:01:26Z"},"window":{"start":"2015-01-01T12:00:00Z","end":"2015-01-01T12:02:00Z"},"watermark":"2015-01-01T12:02:00Z","lateBy":"PT34S","reason":"expired"}""" + "\n",
            await File.ReadAllTextAsync(late));
    }

    [Theory]
    [InlineData("recorded", "1970-01-01T00:00:00.077Z")]
    [InlineData("perfect", "-infinity")]
    public async Task Replay_EventsBeforeTheFirstClockRecord_DoNotMoveTheClock(string kind, string first)
    {
        // A perfect watermark passes the first window before the clock begins.
        var watermark = kind == "recorded" ? "{\"$watermark\":2000000}\n" : "";
        var path = TestData.Write("events.jsonl", $"{{\"at\":1000000}}\n{{\"$processingTime\":77}}\n{watermark}{{\"at\":3000000}}\n");
        var run = await CommandRun.OfAsync("--time", "at", "--window", "fixed 1s", path);
        Assert.Equal([first, "1970-01-01T00:00:00.077Z"], run.Panes.Select(pane => pane.GetProperty("processingTime").GetString()!));
    }

    [Theory]
    [InlineData("earliest", "2015-01-01T12:00:26Z")]
    [InlineData("latest", "2015-01-01T12:01:26Z")]
    [InlineData("end-of-window", "2015-01-01T12:01:59.9999999Z")]
    public async Task Replay_Timestamp_ChoosesThePanesTime(string mode, string expected)
    {
        var run = await Replay("--key", "team", "--window", "fixed 2m", "--watermark", "monotonic", "--timestamp", mode);
        Assert.Equal(expected, run.Panes[0].GetProperty("timestamp").GetString());
    }

    [Fact]
    public async Task Replay_Csv_WritesTheSameColumnsFlattened()
    {
        var run = await Replay("--key", "team,points", "--window", "fixed 2m", "--watermark", "monotonic", "--output", "csv");
        Assert.Equal(
            """
            key.team,key.points,window.start,window.end,value,timestamp,pane.timing,pane.index,pane.nonSpeculativeIndex,pane.isFirst,pane.isLast,retraction,processingTime,watermark
            red,5,2015-01-01T12:00:00Z,2015-01-01T12:02:00Z,1,2015-01-01T12:01:59.9999999Z,ON_TIME,0,0,true,true,false,2015-01-01T12:07:39Z,2015-01-01T12:02:26Z
            """,
            string.Join('\n', CommandRun.Lines(run.Output).Take(2)));
    }

    [Fact]
    public async Task Replay_Table_LinesUpItsColumns()
    {
        var run = await Replay("--key", "team", "--value", "points", "--window", "fixed 2m", "--watermark", "monotonic", "--output", "table");
        Assert.Equal(
            """
            window start          window end            team  sum of points  pane     emitted at            watermark
            --------------------  --------------------  ----  -------------  -------  --------------------  --------------------
            2015-01-01T12:00:00Z  2015-01-01T12:02:00Z  red              14  ON_TIME  2015-01-01T12:07:39Z  2015-01-01T12:02:26Z
            2015-01-01T12:00:00Z  2015-01-01T12:02:00Z  blue            2.5  ON_TIME  2015-01-01T12:07:39Z  2015-01-01T12:02:26Z
            2015-01-01T12:02:00Z  2015-01-01T12:04:00Z  red               7  ON_TIME  2015-01-01T12:09:00Z  2015-01-01T12:05:00Z
            2015-01-01T12:04:00Z  2015-01-01T12:06:00Z  blue              4  ON_TIME  2015-01-01T12:09:00Z  infinity

            """,
            run.Output);
    }

    [Fact]
    public async Task Replay_RetractingPanes_TellsThemInTheTableAndTheSummary()
    {
        var run = await Replay(
            "--key", "team", "--value", "points", "--window", "fixed 2m", "--watermark", "monotonic", "--output", "table",
            "--trigger", "AfterWatermark(early: AfterCount(1))", "--accumulation", "retracting", "--on-time", "if-non-empty");
        Assert.Contains("EARLY retracted", run.Output, StringComparison.Ordinal);
        Assert.Contains("EARLY #1", run.Output, StringComparison.Ordinal);
        Assert.Contains(" retracted, ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_ElementsAfterAFinishedTrigger_AreLateAsClosed()
    {
        var late = TestData.NewPath("late.jsonl");
        var run = await Replay(
            "--key", "team", "--value", "points", "--window", "global", "--trigger", "AfterCount(1)", "--allow-finishing-trigger", "--late", late);
        Assert.Contains("late (closed)", run.Error, StringComparison.Ordinal);
        Assert.All(await File.ReadAllLinesAsync(late), line => Assert.Contains("\"reason\":\"closed\"", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sliding 2m every 1m")]
    [InlineData("session 1m inclusive max 10m")]
    [InlineData("calendar day in Europe/Brussels")]
    public async Task Replay_EveryWindow_HoldsEveryEvent(string window)
    {
        var run = await Replay("--window", window, "--accumulation", "accumulating", "--trigger", "AfterWatermark(early: AfterCount(2), late: AfterCount(1))", "--lateness", "1d", "--closing", "always");
        var last = CommandRun.Lines(run.Output).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement).Where(pane => pane.GetProperty("pane").GetProperty("isLast").GetBoolean()).ToList();
        Assert.NotEmpty(last);
        Assert.Contains("0 late (expired)", run.Error, StringComparison.Ordinal);
        Assert.Equal(window.StartsWith("sliding", StringComparison.Ordinal) ? 12 : 6, last.Sum(pane => pane.GetProperty("value").GetInt32()));
    }

    [Fact]
    public async Task Replay_Out_WritesTheFile()
    {
        var path = TestData.NewPath("panes.jsonl");
        var run = await Replay("--key", "team", "--out", path);
        Assert.Equal("", run.Output);
        Assert.Equal((await Replay("--key", "team")).Output, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task Replay_Explain_PrintsGraphsAndSettingsAndStops()
    {
        var run = await Replay("--explain", "--window", "fixed 2m offset 30s", "--lateness", "90s", "--watermark", "bounded 1m", "--parallelism", "2", "--out", "never-made.jsonl");

        Assert.Equal(0, run.Status);
        Assert.All(
            ["Logical graph", "Physical graph", "2 workers", "fixed 2m offset 30s", "1m30s", "bounded 1m", "trigger       Default", "closing       if-non-empty", "never-made.jsonl"],
            part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
        Assert.False(File.Exists("never-made.jsonl"));
    }

    [Fact]
    public async Task Replay_Speed_TakesItsTimeAndChangesNothing()
    {
        var fast = await Replay("--key", "team", "--window", "fixed 2m", "--watermark", "monotonic");
        var paced = await Replay("--key", "team", "--window", "fixed 2m", "--watermark", "monotonic", "--speed", "100000");
        Assert.Equal(fast.Output, paced.Output);
    }

    private static Task<CommandRun> Replay(params string[] options) =>
        CommandRun.OfAsync(["--time", "at", "--arrival", "arrived", .. options, TestData.Write("scores.jsonl", Scores)]);
}
