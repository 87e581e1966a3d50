using Dataflow.Files;
using Dataflow.Triggers;
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
    [Shows("model-sessions")]
    public async Task Sessions()
    {
        // snippet: model-sessions
        await Print(SessionWindows.WithGap(Duration.FromMinutes(1)).Inclusive(), WatermarkPolicy.Bounded(Duration.FromHours(1)));
        // end
        ShowsConsole("model-sessions");
    }

    [Fact]
    [Shows("model-late")]
    public async Task LatePanes()
    {
        // snippet: model-late
        await Print(
            FixedWindows.Of(Duration.FromMinutes(2)).WithAllowedLateness(Duration.FromMinutes(5)).DiscardingFiredPanes(),
            WatermarkPolicy.Recorded);
        // end
        ShowsConsole("model-late");
    }

    // snippet: model-strategy
    private static readonly WindowingStrategy EarlyAndLate = FixedWindows.Of(Duration.FromMinutes(2))
        .Triggering(Trigger.AfterWatermark(
            early: Trigger.AfterProcessingTime(align: Duration.FromMinutes(1)),
            late: Trigger.AfterCount(1)))
        .WithAllowedLateness(Duration.FromMinutes(5))
        .WithOnTimeBehavior(OnTimeBehavior.FireIfNonEmpty);
    // end

    [Fact]
    [Shows("model-discarding")]
    public async Task Discarding()
    {
        // snippet: model-discarding
        await Print(EarlyAndLate.DiscardingFiredPanes(), WatermarkPolicy.Recorded);
        // end
        ShowsConsole("model-discarding");
    }

    [Fact]
    [Shows("model-accumulating")]
    public async Task Accumulating()
    {
        // snippet: model-accumulating
        await Print(EarlyAndLate.AccumulatingFiredPanes(), WatermarkPolicy.Recorded);
        // end
        ShowsConsole("model-accumulating");
    }

    [Fact]
    [Shows("model-retracting")]
    public async Task Retracting()
    {
        // snippet: model-retracting
        await Print(EarlyAndLate.AccumulatingAndRetractingFiredPanes(), WatermarkPolicy.Recorded);
        // end
        ShowsConsole("model-retracting");
    }

    [Fact]
    [Shows("model-lateness")]
    public async Task Lateness()
    {
        // snippet: model-lateness
        await Print(
            EarlyAndLate.AccumulatingFiredPanes() with { AllowedLateness = Duration.FromMinutes(1) },
            WatermarkPolicy.Recorded);
        // end
        ShowsConsole("model-lateness");
    }

    [Fact]
    [Shows("model-session-retracting")]
    public async Task SessionsRetracting()
    {
        // snippet: model-session-retracting
        await Print(
            EarlyAndLate.AccumulatingAndRetractingFiredPanes() with { WindowFn = SessionWindows.WithGap(Duration.FromMinutes(1)).Inclusive() },
            WatermarkPolicy.Recorded);
        // end
        ShowsConsole("model-session-retracting");
    }

    // snippet: model-print
    private async Task Print(WindowingStrategy windowing, WatermarkPolicy watermark)
    {
        var scores = Recording.Read<Score>("docs/data/scores.jsonl", new RecordingOptions { TimeField = "at", Watermark = watermark });
        var pipeline = Pipeline.Build(p =>
        {
            var totals = p.Read(scores).WindowInto(windowing).SumPerKey(score => score.Team, score => score.Points);
            totals.ForEachPane(total => Console.WriteLine(
                $"{total.ProcessingTime:HH:mm:ss}  {(total.IsRetraction ? -total.Value.Value : total.Value.Value),3}  {total.Pane.TimingText,-7}  {total.Window}"));
            totals.Late.ForEach(late => Console.WriteLine($"dropped {late}"));
        });
        await pipeline.RunAsync();
    }
    // end
}
