using Dataflow.Combining;
using Dataflow.Triggers;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

/// <content>Retractions and upserts.</content>
public sealed partial class GuideSnippets
{
    [Fact]
    [Shows("guide-retractions")]
    public async Task Retractions()
    {
        // snippet: guide-retractions
        var totals = new List<WindowedValue<KV<string, int>>>();
        var teams = new List<WindowedValue<KV<string, long>>>();
        var pipeline = Pipeline.Build(p => p
            .Create(Scores, score => score.At)
            .WindowInto(FixedWindows.Of(Duration.FromHours(1))
                .Triggering(Trigger.AfterWatermark(early: Trigger.AfterCount(1), late: Trigger.AfterCount(1)))
                .WithOnTimeBehavior(OnTimeBehavior.FireIfNonEmpty)
                .AccumulatingAndRetractingFiredPanes())
            .SumPerKey(score => score.Team, score => score.Points, "Totals")
            .ToList(totals)
            .CountPerKey(total => total.Value < 5 ? "under 5" : total.Value < 10 ? "5 to 9" : "10 and more", "Teams by total")
            .ToList(teams));

        await pipeline.RunAsync();
        Console.WriteLine($"totals: {string.Join(", ", totals.Select(total => $"{(total.IsRetraction ? "-" : "+")}{total.Value}"))}");
        Console.WriteLine($"teams:  {string.Join(", ", teams.Select(count => $"{(count.IsRetraction ? "-" : "+")}{count.Value}"))}");
        // end
        ShowsConsole("guide-retractions");
    }

    [Fact]
    public async Task CombineRemove()
    {
        var sums = new List<KV<string, int>>();

        // snippet: guide-combine-remove
        var xor = Combine.From<int, int, int>(
            "exclusive or",
            create: () => 0,
            add: (bits, input) => bits ^ input,
            merge: (a, b) => a ^ b,
            extract: bits => bits,
            remove: (bits, input) => bits ^ input);
        // end
        await Pipeline.Build(p => p.Create(Scores, score => score.At).CombinePerKey(score => score.Team, score => score.Points, xor).ToList(sums)).RunAsync();
        Assert.True(xor.IsInvertible);
        Assert.Equal([KV.Of("red", 5 ^ 4), KV.Of("blue", 3 ^ 8)], sums);
    }

    [Fact]
    [Shows("guide-unequal")]
    public async Task Unequal()
    {
        // snippet: guide-unequal
        var pipeline = Pipeline.Build(p => p
            .Create(Scores, score => score.At)
            .WindowInto(FixedWindows.Of(Duration.FromHours(1)).Triggering(Trigger.Repeatedly(Trigger.AfterCount(1))).AccumulatingAndRetractingFiredPanes())
            .SumPerKey(score => score.Team, score => score.Points)
            .Select(total => new[] { total.Value }) // a new array each time: not equal to the one before
            .CombineGlobally(Combine.List<int[]>(), "Lists")
            .ForEachPane(_ => { }));
        try
        {
            await pipeline.RunAsync();
        }
        catch (StepFailedException e)
        {
            Console.WriteLine(e.Message);
        }
        // end
        ShowsConsole("guide-unequal");
    }

    [Fact]
    [Shows("guide-upserts")]
    public async Task Upserts()
    {
        // snippet: guide-upserts
        var rows = new Dictionary<(string User, Window Window), long>();
        var pipeline = Pipeline.Build(p => p
            .Create(Visits, visit => visit.At, WatermarkPolicy.Monotonic)
            .WindowInto(SessionWindows.WithGap(Duration.FromMinutes(31))
                .Triggering(Trigger.AfterWatermark(early: Trigger.AfterCount(1)))
                .WithOnTimeBehavior(OnTimeBehavior.FireIfNonEmpty)
                .AccumulatingAndRetractingFiredPanes())
            .CountPerKey(visit => visit.User)
            .ForEachUpsert(change => Console.WriteLine(change))
            .ToDictionary(rows));

        await pipeline.RunAsync();
        Console.WriteLine($"{rows.Count} rows");
        // end
        ShowsConsole("guide-upserts");
    }
}
