using Dataflow.Files;
using NodaTime;

namespace Dataflow.Examples.Tests;

/// <summary>What <c>examples/data/README.md</c> says of the recordings.</summary>
public sealed class DataTests : SnippetTests
{
    [Fact]
    public async Task Flights_AreObservedAtTheirDelay()
    {
        var flights = await ReadAsync("examples/data/flights.csv.gz", "scheduled", ["scheduled", "observed", "delay"]);

        Assert.Equal(228_738, flights.Count);
        Assert.All(flights, flight => Assert.Equal(
            flight["scheduled"].GetInstant() + Duration.FromMinutes(flight["delay"].GetInt64()), flight["observed"].GetInstant()));
    }

    [Fact]
    public async Task Earthquakes_AreUpdatedLate()
    {
        var quakes = await ReadAsync("examples/data/earthquakes.jsonl", "time");
        var delays = quakes.Select(quake => quake["updated"].GetInstant() - quake["time"].GetInstant()).Order().ToArray();

        Assert.Equal(1707, quakes.Count);
        Assert.InRange(delays[delays.Length / 2].TotalHours, 4.0, 4.1);
        Assert.InRange(delays[^1].TotalDays, 6.65, 6.75);
    }

    private static async Task<List<Row>> ReadAsync(string file, string time, string[]? fields = null)
    {
        var rows = new List<Row>();
        await Pipeline.Build(p => p.Read(Recording.ReadRows(file, new RecordingOptions { TimeField = time }, fields)).ToList(rows)).RunAsync();
        return rows;
    }
}
