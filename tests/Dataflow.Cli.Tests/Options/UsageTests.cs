namespace Dataflow.Cli.Tests.Options;

public sealed class UsageTests
{
    public static TheoryData<string[], string[]> Faults => new()
    {
        { ["--window", "fixed 0s"], ["--window", "at least one tick", "  fixed 0s", "        ^"] },
        { ["--window", "fixed"], ["--window", "expected a duration", "       ^"] },
        { ["--window", "sliding 1m every -1s"], ["--window", "  sliding 1m every -1s", "                   ^"] },
        { ["--window", "sliding 1d every 1us"], ["windows", "100000 at most"] },
        { ["--window", "session 0s"], ["at least one tick"] },
        { ["--window", "session 1h max 30m"], ["at least the gap, 1h"] },
        { ["--window", "calendar day in Europe/Brusels"], ["IANA", "                  ^"] },
        { ["--window", "calendar fortnight"], ["'day'", "           ^"] },
        { ["--trigger", "AfterCount(0)"], ["a whole number of at least 1", "             ^"] },
        { ["--trigger", "Repeatedly(AfterCount(3)"], ["expected ')'", "                          ^"] },
        { ["--trigger", "AfterCount(3))", "--allow-finishing-trigger"], ["expected the end of the text"] },
        { ["--trigger", "AfterFirst(AfterCount(3))"], ["at least two"] },
        { ["--trigger", string.Concat(Enumerable.Repeat("Repeatedly(", 10_000))], ["nested 100 deep at most"] },
        { ["--trigger", "AfterCount(3)"], ["can finish", "Repeatedly(AfterCount(3))", "--allow-finishing-trigger"] },
        { ["--trigger", "Repeatedly(AfterCount(3))"], ["--accumulation is required"] },
        { ["--trigger", "AfterWatermark(early: AfterCount(3))", "--lateness", "1d", "--accumulation", "discarding"], ["Give it a late part", "--allow-finishing-trigger"] },
        { ["--window", "hopping"], ["expected a window"] },
        { ["--trigger", "Sometimes"], ["expected a trigger"] },
        { ["--accumulation", "hoarding"], ["'discarding' or 'accumulating' or 'retracting'"] },
        { ["--lateness", "-1s"], ["--lateness", "  -1s", "  ^"] },
        { ["--watermark", "bounded"], ["--watermark", "duration"] },
        { ["--watermark", "wet"], ["'bounded DURATION'"] },
        { ["--aggregate", "sum"], ["--aggregate sum needs --value"] },
        { ["--aggregate", "top:0", "--value", "v"], ["a whole number of at least 1", "      ^"] },
        { ["--aggregate", "quantile:2", "--value", "v"], ["from 0 to 1"] },
        { ["--aggregate", "median", "--value", "v"], ["expected an aggregate"] },
        { ["--key", "a,,b"], ["--key", "field names"] },
        { ["--key", "a,b,a"], ["twice"] },
        { ["--late", "-"], ["--late: expected a file"] },
        { ["--output", "xml"], ["'table' or 'jsonl' or 'csv'"] },
        { ["--on-error", "ignore"], ["'fail' or 'skip'"] },
        { ["--parallelism", "0"], ["from 1 to 256"] },
        { ["--speed", "-1"], ["positive number"] },
        { ["--no-such-option"], ["--no-such-option"] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Replay_FaultyCommandLine_SaysWhatAndWhereWithStatus2(string[] arguments, string[] saying)
    {
        var run = await CommandRun.OfAsync([.. arguments, "--time", "at", "events.jsonl"]);

        Assert.Equal(2, run.Status);
        Assert.Equal("", run.Output);
        Assert.All(saying, part => Assert.Contains(part, run.Error, StringComparison.Ordinal));
        Assert.Contains("Try 'dataflow replay --help'.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_WithoutTime_SaysThatItIsRequired()
    {
        var run = await CommandRun.OfAsync("events.jsonl");
        Assert.Equal(2, run.Status);
        Assert.Contains("--time", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_WithoutAFile_IsAFaultOfUsage() => Assert.Equal(2, (await CommandRun.OfAsync("--time", "at")).Status);

    [Fact]
    public async Task Replay_FileOfUnknownFormat_IsAFaultOfUsage()
    {
        var run = await CommandRun.OfAsync("--time", "at", "events.xml");
        Assert.Equal(2, run.Status);
        Assert.Contains("events.xml", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OutputThatIsAnInputOrAnotherOutput_IsRefusedAndDestroysNothing()
    {
        var path = TestData.Write("events.jsonl", "{\"at\":0}\n");
        foreach (string[] arguments in new string[][] { ["--out", path], ["--late", path], ["--out", path + ".x", "--late", path + ".x"] })
        {
            var run = await CommandRun.OfAsync(["--time", "at", .. arguments, path]);
            Assert.Equal(2, run.Status);
            Assert.Contains("overwrite", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal("{\"at\":0}\n", await File.ReadAllTextAsync(path));
    }
}
