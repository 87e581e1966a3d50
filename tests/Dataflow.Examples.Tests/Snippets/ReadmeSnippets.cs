using Dataflow.Files;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

public sealed class ReadmeSnippets : SnippetTests
{
    [Fact]
    [Shows("readme")]
    public async Task Readme()
    {
        // snippet: readme
        var quakes = Recording.Read<Quake>("examples/data/earthquakes.jsonl", new RecordingOptions
        {
            TimeField = "time", ArrivalField = "updated", Watermark = WatermarkPolicy.Bounded(Duration.FromHours(6)),
        });

        var pipeline = Pipeline.Build(p => p
            .Read(quakes, "Earthquakes")
            .Where(quake => quake.Magnitude >= 4.9, "Strong")
            .WindowInto(FixedWindows.Of(Duration.FromDays(1))
                .Triggering(Trigger.AfterWatermark(
                    early: Trigger.AfterProcessingTime(delay: Duration.FromHours(6)), late: Trigger.AfterCount(1)))
                .WithAllowedLateness(Duration.FromDays(7))
                .AccumulatingFiredPanes())
            .CountPerKey(_ => "the world")
            .ForEachPane(day => Console.WriteLine($"{day.ProcessingTime:dd HH:mm}  {day.Value.Value,2} on {day.Window.Start:d MMMM}  {day.Pane.TimingText}")));

        await pipeline.RunAsync();
        // end
        ShowsConsole("readme");
    }

    [Fact]
    [Shows("readme-replay")]
    public async Task Readme_FirstCommand_PrintsATable()
    {
        var command = ReplayCommand.In(string.Join("\n", Repository.ReadLines("README.md"))).First();
        var (status, output, _) = await command.RunAsync();
        Assert.Equal(0, status);
        Shown.Check("readme-replay", output);
    }
}

// snippet: readme-record
public sealed record Quake(double Magnitude);
// end
