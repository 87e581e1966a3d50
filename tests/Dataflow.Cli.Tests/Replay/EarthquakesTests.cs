using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Dataflow.Cli.Tests.Replay;

public sealed class EarthquakesTests
{
    private static readonly Lazy<IReadOnlyList<JsonElement>> Earthquakes =
        new(() => [.. File.ReadLines(TestData.Earthquakes).Select(line => JsonDocument.Parse(line).RootElement)]);

    [Theory]
    [InlineData("1d", 1)]
    [InlineData("0s", 0)]
    public async Task Replay_CountByNetworkAndDay_AgreesWithADoubleLoop(string lateness, int days)
    {
        var late = TestData.NewPath("late.jsonl");
        var run = await CommandRun.OfAsync(
            "--time", "time", "--arrival", "updated", "--key", "network", "--window", "fixed 1d", "--watermark", "bounded 1d", "--lateness", lateness,
            "--late", late, TestData.Earthquakes);

        var expected = new DoubleLoop<JsonElement>(
            Earthquakes.Value, e => e.GetProperty("network").GetString()!, e => Ticks(e, "time"), _ => 1,
            NodaConstants.TicksPerDay, NodaConstants.TicksPerDay, days * NodaConstants.TicksPerDay);
        Assert.Equal(0, run.Status);
        Assert.Equal(days == 1, expected.Panes.Exists(pane => pane.Timing == "LATE"));
        Assert.Equal(
            expected.Panes.Select(pane => $"{pane.Key} {pane.Start} {pane.Timing} {pane.Index} {pane.Values.Count}").Order(StringComparer.Ordinal),
            run.Panes.Select(Describe).Order(StringComparer.Ordinal));
        Assert.Equal(
            expected.Late.Select(drop => Earthquakes.Value[drop.Index].GetRawText()),
            File.ReadLines(late).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("element").GetRawText()));
        Assert.Equal(
            expected.Late.Select(drop => drop.Watermark),
            File.ReadLines(late).Select(line => Ticks(JsonDocument.Parse(line).RootElement, "watermark")));
        Assert.Equal(Earthquakes.Value.Count, expected.Panes.Sum(pane => pane.Values.Count) + expected.Late.Count);
    }

    [Fact]
    public async Task Replay_ProcessingTimeOfPanes_IsTheArrivalThatCausedThem()
    {
        var run = await CommandRun.OfAsync(
            "--time", "time", "--arrival", "updated", "--window", "fixed 1d", "--watermark", "bounded 1d", TestData.Earthquakes);

        var clock = Instant.MinValue;
        var greatest = Instant.MinValue;
        var emitted = new List<string>();
        foreach (var earthquake in Earthquakes.Value)
        {
            clock = Instant.Max(clock, Time(earthquake, "updated"));
            var before = greatest;
            greatest = Instant.Max(greatest, Time(earthquake, "time"));
            var passed = (greatest.ToUnixTimeTicks() / NodaConstants.TicksPerDay) - (before == Instant.MinValue ? long.MaxValue : before.ToUnixTimeTicks() / NodaConstants.TicksPerDay);
            if (passed > 0)
            {
                emitted.Add(InstantPattern.ExtendedIso.Format(clock));
            }
        }

        // The watermark trails by a day, so each change of day but the first fires the day before yesterday; the end fires two more.
        Assert.Equal(emitted.Skip(1), run.Panes.SkipLast(2).Select(pane => pane.GetProperty("processingTime").GetString()!));
        Assert.All(run.Panes.TakeLast(2), pane => Assert.Equal("infinity", pane.GetProperty("watermark").GetString()));
    }

    private static Instant Time(JsonElement e, string field) => InstantPattern.ExtendedIso.Parse(e.GetProperty(field).GetString()!).Value;

    private static long Ticks(JsonElement e, string field) => Time(e, field).ToUnixTimeTicks();

    private static string Describe(JsonElement pane) =>
        $"{pane.GetProperty("key").GetString()} {Ticks(pane.GetProperty("window"), "start")} {pane.GetProperty("pane").GetProperty("timing").GetString()} "
        + $"{pane.GetProperty("pane").GetProperty("index").GetInt32()} {pane.GetProperty("value").GetInt64()}";
}
