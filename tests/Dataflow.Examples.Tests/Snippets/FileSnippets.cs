using Dataflow.Files;
using Dataflow.Files.Output;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

public sealed class FileSnippets : SnippetTests
{
    // snippet: guide-flight
    public sealed record Flight(string Origin, string Destination, int Delay);
    // end

    [Fact]
    [Shows("guide-records")]
    public async Task Records()
    {
        // snippet: guide-records
        var flights = Recording.Read<Flight>("examples/data/flights.csv.gz", new RecordingOptions
        {
            TimeField = "scheduled",
            ArrivalField = "observed",
            Watermark = WatermarkPolicy.Bounded(Duration.FromHours(2)),
        });

        var pipeline = Pipeline.Build(p => p
            .Read(flights, "Flights")
            .WindowInto(FixedWindows.Of(Duration.FromDays(7)))
            .MeanPerKey(flight => flight.Origin, flight => flight.Delay)
            .Where(mean => mean.Key == "SFO")
            .ForEachPane(mean => Console.WriteLine($"{mean.Window.Start:uuuu-MM-dd} {mean.Value.Key} {mean.Value.Value:F2} min")));

        var result = await pipeline.RunAsync();
        Console.WriteLine($"{result["Flights"].Out} flights, {result.Late} late");
        // end
        ShowsConsole("guide-records");
    }

    [Fact]
    [Shows("guide-rows")]
    public async Task Rows()
    {
        // snippet: guide-rows
        var quakes = Recording.ReadRows("examples/data/earthquakes.jsonl", new RecordingOptions { TimeField = "time" }, ["network", "magnitude"]);

        var pipeline = Pipeline.Build(p => p
            .Read(quakes)
            .Where(quake => quake["magnitude"].TryGetNumber(out _))
            .MaxPerKey(quake => quake["network"].GetString(), quake => quake["magnitude"].GetDouble())
            .Where(most => most.Value >= 6)
            .ForEach(most => Console.WriteLine(most)));
        // end
        await pipeline.RunAsync();
        ShowsConsole("guide-rows");
    }

    [Fact]
    [Shows("guide-write")]
    public async Task Write()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var scores = Recording.ReadRows("docs/data/scores.jsonl", new RecordingOptions { TimeField = "at" });

        // snippet: guide-write
        var pipeline = Pipeline.Build(p =>
        {
            var totals = p.Read(scores)
                .WindowInto(FixedWindows.Of(Duration.FromMinutes(2)))
                .SumPerKey(score => score["team"].GetString(), score => score["points"].GetInt64());

            totals.WriteTo(PaneFiles.JsonLines<string?, long>(path));
        });
        // end
        try
        {
            await pipeline.RunAsync();
            Shown.Check("guide-write", await File.ReadAllTextAsync(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    [Shows("guide-skip")]
    public async Task Skip()
    {
        // snippet: guide-skip
        var scores = Recording.ReadRows("docs/data/faulty.jsonl", new RecordingOptions
        {
            TimeField = "at",
            OnError = OnError.Skip,
            Skipped = fault => Console.WriteLine($"skipped {fault.Message}"),
        });
        // end
        await Pipeline.Build(p => p.Read(scores).SumPerKey(_ => "all", score => score["points"].GetInt64()).ForEach(sum => Console.WriteLine(sum))).RunAsync();
        ShowsConsole("guide-skip");
    }
}
