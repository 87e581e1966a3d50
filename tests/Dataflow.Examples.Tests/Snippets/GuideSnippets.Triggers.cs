using Dataflow.Files;
using Dataflow.Text;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

/// <content>Triggers, accumulation modes and strategies as text.</content>
public sealed partial class GuideSnippets
{
    // snippet: guide-panes-of
    /// <summary>The panes of the ten scores of model.md, all in the window of one hour, with their timing.</summary>
    private static async Task<string> PanesOf(WindowingStrategy windowing)
    {
        var panes = new List<string>();
        var scores = Recording.ReadRows("docs/data/scores.jsonl", new RecordingOptions { TimeField = "at", Watermark = WatermarkPolicy.Recorded });
        await Pipeline.Build(p => p
            .Read(scores)
            .WindowInto(windowing)
            .SumPerKey(_ => "red", score => score["points"].GetInt64())
            .ForEachPane(sum => panes.Add($"{(sum.IsRetraction ? "-" : "")}{sum.Value.Value} {sum.Pane.TimingText}"))).RunAsync();
        return string.Join(", ", panes);
    }
    // end

    [Fact]
    public void Trigger_Firings()
    {
        // snippet: guide-early-late
        var quick = FixedWindows.Of(Duration.FromMinutes(2))
            .Triggering(Trigger.AfterWatermark(
                early: Trigger.AfterProcessingTime(delay: Duration.FromMinutes(1)),
                late: Trigger.AfterCount(1)))
            .WithAllowedLateness(Duration.FromDays(1))
            .AccumulatingFiredPanes();
        // end
        Assert.True(quick.MayEmitSeveralPanes);
        Assert.False(quick.MayLoseElements);
    }

    [Fact]
    [Shows("guide-triggers")]
    public async Task Trigger_Panes()
    {
        // snippet: guide-triggers
        var minute = Duration.FromMinutes(1);
        Trigger[] triggers =
        [
            Trigger.Default,
            Trigger.Never,
            Trigger.AfterCount(3),
            Trigger.Repeatedly(Trigger.AfterCount(3)),
            Trigger.Repeatedly(Trigger.AfterProcessingTime(delay: minute)),
            Trigger.Repeatedly(Trigger.AfterProcessingTime(align: minute)),
            Trigger.AfterWatermark(early: Trigger.AfterCount(4), late: Trigger.AfterCount(1)),
            Trigger.Repeatedly(Trigger.AfterFirst(Trigger.AfterCount(3), Trigger.AfterProcessingTime(delay: minute))),
            Trigger.Repeatedly(Trigger.AfterAll(Trigger.AfterCount(3), Trigger.AfterProcessingTime(delay: minute))),
            Trigger.AfterEach(Trigger.AfterCount(1), Trigger.AfterCount(2), Trigger.AfterCount(3)),
            Trigger.OrFinally(Trigger.Repeatedly(Trigger.AfterCount(2)), Trigger.AfterCount(5)),
        ];
        foreach (var trigger in triggers)
        {
            var windowing = FixedWindows.Of(Duration.FromHours(1)).Triggering(trigger).DiscardingFiredPanes().AllowingFinishingTrigger();
            Console.WriteLine($"{trigger}\n    {await PanesOf(windowing)}");
        }
        // end
        ShowsConsole("guide-triggers");
    }

    [Fact]
    [Shows("guide-finishing")]
    public void FinishingTrigger_IsRefused()
    {
        // snippet: guide-finishing
        try
        {
            Pipeline.Build("scores", p => p
                .Create(Scores, score => score.At)
                .WindowInto(FixedWindows.Of(Duration.FromMinutes(2)).Triggering(Trigger.AfterCount(2)).DiscardingFiredPanes())
                .CountPerKey(score => score.Team, "Counts")
                .ForEach(count => Console.WriteLine(count)));
        }
        catch (PipelineValidationException e)
        {
            Console.WriteLine(e.Message);
        }
        // end
        ShowsConsole("guide-finishing");
    }

    [Fact]
    [Shows("guide-closed")]
    public async Task Closed()
    {
        // snippet: guide-closed
        var windowing = FixedWindows.Of(Duration.FromMinutes(2)).Triggering(Trigger.AfterCount(1)).DiscardingFiredPanes().AllowingFinishingTrigger();
        var pipeline = Pipeline.Build(p =>
        {
            var counts = p.Create(Scores, score => score.At).WindowInto(windowing).CountPerKey(score => score.Team, "Counts");
            counts.ForEachPane(count => Console.WriteLine($"{count.Value} in {count.Window}"));
            counts.Late.ForEach(late => Console.WriteLine($"dropped {late.Value.Points} of {late.Value.Team}: {late.Reason}"));
        });

        var result = await pipeline.RunAsync();
        Console.WriteLine($"late {result["Counts"].Late}: expired {result["Counts"].Expired}, closed {result["Counts"].Closed}");
        // end
        ShowsConsole("guide-closed");
    }

    [Fact]
    [Shows("guide-modes")]
    public async Task Modes()
    {
        // snippet: guide-modes
        var hour = FixedWindows.Of(Duration.FromHours(1)).Triggering(Trigger.Repeatedly(Trigger.AfterCount(3)));
        Console.WriteLine($"discarding    {await PanesOf(hour.DiscardingFiredPanes())}");
        Console.WriteLine($"accumulating  {await PanesOf(hour.AccumulatingFiredPanes())}");
        Console.WriteLine($"retracting    {await PanesOf(hour.AccumulatingAndRetractingFiredPanes())}");
        // end
        ShowsConsole("guide-modes");
    }

    [Fact]
    [Shows("guide-strategy-text")]
    public void StrategyText()
    {
        // snippet: guide-strategy-text
        var strategy = WindowingStrategy.Parse("window session 30m inclusive, trigger AfterWatermark(early: AfterCount(5), late: AfterCount(1)), lateness 1d, accumulation retracting");
        Console.WriteLine(strategy);
        Console.WriteLine(WindowingStrategy.Parse($"{strategy}") == strategy);
        // end
        ShowsConsole("guide-strategy-text");
    }

    [Fact]
    [Shows("guide-trigger-fault")]
    public void TriggerFault()
    {
        // snippet: guide-trigger-fault
        try
        {
            Trigger.Parse("Repeatedly(AfterCount(three))");
        }
        catch (SpecificationException e)
        {
            Console.WriteLine(e.Message);
        }
        // end
        ShowsConsole("guide-trigger-fault");
    }
}
