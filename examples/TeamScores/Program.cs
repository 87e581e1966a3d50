// Adds up the scores of teams for every two minutes of play. Phones report when they have a signal: some scores come out of order,
// one comes after its window has fired, and one after its window has expired.
using Dataflow;
using Dataflow.Files;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

var scores = Recording.Read<Score>(Path.Combine(AppContext.BaseDirectory, "scores.csv"), new RecordingOptions
{
    TimeField = "at",
    ArrivalField = "arrived",
    Watermark = WatermarkPolicy.Bounded(Duration.FromMinutes(1)),
});
var totals = new List<WindowedValue<KV<string, int>>>();
var late = new List<LateElement<Score>>();

var pipeline = Pipeline.Build("team scores", p =>
{
    var panes = p.Read(scores, "Scores")
        .WindowInto(
            FixedWindows.Of(Duration.FromMinutes(2))
                .WithAllowedLateness(Duration.FromMinutes(2))
                .DiscardingFiredPanes(),
            "Two minutes")
        .SumPerKey(score => score.Team, score => score.Points, "Totals");

    panes.ToList(totals, "Shown");
    panes.Late.ToList(late, "Too late");
});

var result = await pipeline.RunAsync();

Console.WriteLine("emitted   window             team  points  pane");
Console.WriteLine("--------  -----------------  ----  ------  -------");
foreach (var (total, _, window, pane, emitted, _, _) in totals)
{
    Console.WriteLine($"{emitted:HH:mm:ss}  {window.Start:HH:mm:ss}-{window.End:HH:mm:ss}  {total.Key,-4}  {total.Value,6}  {pane.TimingText}");
}

Console.WriteLine();
foreach (var (score, at, window, watermark, _) in late)
{
    Console.WriteLine(
        $"Dropped: {score.Points} points of {score.Player} ({score.Team}) at {at:HH:mm:ss}. The watermark stood at {watermark:HH:mm:ss},"
        + $" two minutes and more past {window.End:HH:mm:ss}.");
}

Console.WriteLine($"\n{result["Scores"].Out} scores: {result["Totals"].InPanes} in panes, {result.Late} late");

internal sealed record Score(string Team, string Player, int Points);
