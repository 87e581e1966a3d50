namespace Dataflow.Examples.Tests;

/// <summary>What commands print stands below them in the documents.</summary>
public sealed class CommandTests
{
    [Theory]
    [InlineData("cli-late")]
    [InlineData("cli-retracting")]
    [InlineData("cli-sessions")]
    [InlineData("cli-jsonl")]
    [InlineData("cli-explain")]
    [InlineData("cli-fault")]
    [InlineData("cli-specification")]
    [Shows("cli-late")]
    [Shows("cli-retracting")]
    [Shows("cli-sessions")]
    [Shows("cli-jsonl")]
    [Shows("cli-explain")]
    [Shows("cli-fault")]
    [Shows("cli-specification")]
    public async Task Command_PrintsWhatIsShown(string name)
    {
        var output = Assert.Single(Fence.All, fence => fence.Marker == $"output: {name}");
        var console = Fence.All.Last(fence => fence.Document == output.Document && fence.Line < output.Line && fence.Language is "console" or "console refused");

        var (_, printed, error) = await ReplayCommand.In(console.Text).Last().RunAsync();

        // The summary tells how long it took.
        var summary = error.Split('\n').Where(line => !line.Contains("events/s", StringComparison.Ordinal));
        Shown.Check(name, printed + string.Join("\n", summary));
    }
}
