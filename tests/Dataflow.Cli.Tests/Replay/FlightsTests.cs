using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Dataflow.Cli.Tests.Replay;

public sealed class FlightsTests
{
    private static readonly Lazy<IReadOnlyList<Flight>> Flights = new(Read);

    [Theory]
    [InlineData("perfect", null)]
    [InlineData("bounded 30m", 30)]
    [InlineData("bounded 2h", 120)]
    public async Task Replay_MeanDelayByOriginAndHour_AgreesWithADoubleLoop(string watermark, int? minutes)
    {
        var late = TestData.NewPath("late.jsonl");
        var means = await CommandRun.OfAsync(
            "--time", "scheduled", "--arrival", "observed", "--key", "origin", "--value", "delay", "--aggregate", "mean",
            "--window", "fixed 1h", "--watermark", watermark, "--late", late, TestData.Flights);
        var counts = await CommandRun.OfAsync(
            "--time", "scheduled", "--arrival", "observed", "--key", "origin", "--window", "fixed 1h", "--watermark", watermark, TestData.Flights);

        var expected = new DoubleLoop<Flight>(
            Flights.Value, f => f.Origin, f => f.Scheduled, f => f.Delay, NodaConstants.TicksPerHour, minutes * NodaConstants.TicksPerMinute, lateness: 0);
        Assert.Equal((0, 0), (means.Status, counts.Status));
        Assert.Equal(
            Sorted(expected.Panes.Select(pane => $"{pane.Key} {Text(pane.Start)} ON_TIME 0 {pane.Values.Sum() / pane.Values.Count:R}")),
            Sorted(means.Panes.Select(Describe)));
        Assert.Equal(
            Sorted(expected.Panes.Select(pane => $"{pane.Key} {Text(pane.Start)} ON_TIME 0 {pane.Values.Count}")),
            Sorted(counts.Panes.Select(Describe)));
        Assert.Equal(
            expected.Late.Select(drop => (Flights.Value[drop.Index], Text(drop.Watermark))),
            (await File.ReadAllLinesAsync(late)).Select(DescribeLate));

        // In = out + filtered + late.
        Assert.Equal(Flights.Value.Count, counts.Panes.Sum(pane => pane.GetProperty("value").GetInt64()) + expected.Late.Count);
        Assert.Contains($"{Flights.Value.Count:N0} events read, {expected.Panes.Count:N0} panes emitted, {expected.Late.Count:N0} late (expired)", means.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    public async Task Replay_SeveralWorkers_WritesTheSameBytes(string workers)
    {
        string[] arguments = ["--time", "scheduled", "--arrival", "observed", "--key", "origin,destination", "--value", "delay", "--aggregate", "mean",
            "--window", "fixed 1h", "--watermark", "bounded 30m", "--lateness", "20m", TestData.Flights];
        var (one, late) = (await CommandRun.OfAsync(arguments), TestData.NewPath("late.jsonl"));
        var (several, severalLate) = (await CommandRun.OfAsync([.. arguments, "--parallelism", workers, "--late", late]), TestData.NewPath("late.jsonl"));
        await CommandRun.OfAsync([.. arguments, "--late", severalLate]);

        Assert.Contains("LATE", one.Output, StringComparison.Ordinal);
        Assert.Equal(one.Output, several.Output);
        Assert.Equal(await File.ReadAllTextAsync(severalLate), await File.ReadAllTextAsync(late));
    }

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Order(StringComparer.Ordinal);

    private static string Text(long ticks) => InstantPattern.ExtendedIso.Format(Instant.FromUnixTimeTicks(ticks));

    private static string Describe(JsonElement pane) => string.Create(
        CultureInfo.InvariantCulture,
        $"{pane.GetProperty("key").GetString()} {pane.GetProperty("window").GetProperty("start").GetString()} "
        + $"{pane.GetProperty("pane").GetProperty("timing").GetString()} {pane.GetProperty("pane").GetProperty("index").GetInt32()} {pane.GetProperty("value").GetDouble():R}");

    private static (Flight Flight, string Watermark) DescribeLate(string line)
    {
        using var document = JsonDocument.Parse(line);
        var (late, element) = (document.RootElement, document.RootElement.GetProperty("element"));
        var scheduled = InstantPattern.ExtendedIso.Parse(element.GetProperty("scheduled").GetString()!).Value;
        var watermark = InstantPattern.ExtendedIso.Parse(late.GetProperty("watermark").GetString()!).Value;
        Assert.Equal("expired", late.GetProperty("reason").GetString());
        Assert.Equal(watermark - scheduled, PeriodPattern.NormalizingIso.Parse(late.GetProperty("lateBy").GetString()!).Value.ToDuration());
        return (
            new Flight(element.GetProperty("origin").GetString()!, element.GetProperty("destination").GetString()!, scheduled.ToUnixTimeTicks(), element.GetProperty("delay").GetInt32()),
            late.GetProperty("watermark").GetString()!);
    }

    // The file has no quoted fields.
    private static List<Flight> Read()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(TestData.Flights), CompressionMode.Decompress));
        Assert.Equal("scheduled,observed,delay,distance,origin,destination", reader.ReadLine());
        var flights = new List<Flight>();
        while (reader.ReadLine()?.Split(',') is { } fields)
        {
            var scheduled = InstantPattern.ExtendedIso.Parse(fields[0]).Value;
            flights.Add(new Flight(fields[4], fields[5], scheduled.ToUnixTimeTicks(), int.Parse(fields[2], CultureInfo.InvariantCulture)));
        }

        return flights;
    }

    internal sealed record Flight(string Origin, string Destination, long Scheduled, int Delay);
}
