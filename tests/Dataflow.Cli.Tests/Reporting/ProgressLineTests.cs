using Dataflow.Cli.Reporting;
using Dataflow.Files;
using NodaTime;

namespace Dataflow.Cli.Tests.Reporting;

public sealed class ProgressLineTests
{
    [Fact]
    public void Text_WithoutALength_TellsEventsRateAndWatermark() => Assert.Equal(
        "3,000 events, 1,500 events/s, watermark 2015-01-01T12:00:00Z",
        ProgressLine.Text(new RecordingProgress(), 3000, Instant.FromUtc(2015, 1, 1, 12, 0), seconds: 2));

    [Fact]
    public async Task Replay_OnATerminal_ShowsALineThatGoesAwayAndATable()
    {
        var shown = new List<string>();
        var run = await CommandRun.OfAsync(
            ["--time", "at", "--speed", "1", TestData.Write("events.jsonl", "{\"at\":0}\n{\"at\":900}\n")], shown.Add, terminal: true);

        Assert.Contains(shown, text => text.StartsWith("\r1 events, ", StringComparison.Ordinal) && text.Contains("watermark", StringComparison.Ordinal));
        Assert.Contains("\r" + new string(' ', 20), run.Error, StringComparison.Ordinal);
        Assert.StartsWith("window start", run.Output, StringComparison.Ordinal);
    }
}
