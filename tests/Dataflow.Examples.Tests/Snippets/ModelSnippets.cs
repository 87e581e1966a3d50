using Dataflow.Files;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

public sealed class ModelSnippets : SnippetTests
{
    private sealed record Score(string Team, int Points);

    [Fact]
    [Shows("model-what")]
    public async Task What()
    {
        // snippet: model-what
        await Print(GlobalWindows.Instance, WatermarkPolicy.Perfect);
        // end
        ShowsConsole("model-what");
    }

    [Fact]
    [Shows("model-where")]
    public async Task Where()
    {
        // snippet: model-where
        await Print(FixedWindows.Of(Duration.FromMinutes(2)), WatermarkPolicy.Perfect);
        // end
        ShowsConsole("model-where");
    }

    [Fact]
    [Shows("model-when")]
    public async Task When()
    {
        // snippet: model-when
        await Print(FixedWindows.Of(Duration.FromMinutes(2)), WatermarkPolicy.Recorded);
        // end
        ShowsConsole("model-when");
    }

    [Fact]
    [Shows("model-how")]
    public async Task How()
    {
        // snippet: model-how
        await Print(
            FixedWindows.Of(Duration.FromMinutes(2)).WithAllowedLateness(Duration.FromMinutes(5)).DiscardingFiredPanes(),
            WatermarkPolicy.Recorded);
        // end
        ShowsConsole("model-how");
    }

    // snippet: model-print
    private async Task Print(WindowingStrategy windowing, WatermarkPolicy watermark)
    {
        var scores = Recording.Read<Score>("docs/data/scores.jsonl", new RecordingOptions { TimeField = "at", Watermark = watermark });
        var pipeline = Pipeline.Build(p =>
        {
            var totals = p.Read(scores).WindowInto(windowing).SumPerKey(score => score.Team, score => score.Points);
            totals.ForEachPane(total => Console.WriteLine(
                $"{total.ProcessingTime:HH:mm:ss}  {total.Value.Value,2}  {total.Pane.TimingText}  {total.Window}"));
            totals.Late.ForEach(late => Console.WriteLine($"dropped {late}"));
        });
        await pipeline.RunAsync();
    }
    // end
}
