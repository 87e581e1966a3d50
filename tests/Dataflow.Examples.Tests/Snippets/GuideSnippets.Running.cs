using Dataflow.Combining;
using Dataflow.Running;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Examples.Tests.Snippets;

/// <content>Workers, explanations, streams, cancellation and failures.</content>
public sealed partial class GuideSnippets
{
    [Fact]
    public async Task Workers()
    {
        var panes = new List<WindowedValue<KV<string, int>>>();
        var pipeline = Pipeline.Build(p => p.Create(Scores, score => score.At).SumPerKey(score => score.Team, score => score.Points).ToList(panes));

        // snippet: guide-workers
        var result = await pipeline.RunAsync(new RunOptions { Parallelism = 4, BatchSize = 4096 });
        // end
        var first = panes.ToArray();
        panes.Clear();
        await pipeline.RunAsync();
        Assert.Equal(first, panes);
        Assert.Equal(0, result.Late);
    }

    [Fact]
    [Shows("guide-explain")]
    public void Explain()
    {
        // snippet: guide-explain
        var pipeline = Pipeline.Build("scores", p => p
            .Create(Scores, score => score.At, name: "Scores")
            .Where(score => score.Points > 3, "High")
            .Select(score => KV.Of(score.Team, score.Points), "Pairs")
            .WindowInto(FixedWindows.Of(Duration.FromMinutes(2)), "Two minutes")
            .CombinePerKey(Combine.Sum<int>(), "Totals")
            .ForEach(total => Console.WriteLine(total), "Printed"));

        Console.WriteLine(pipeline.Explain());
        // end
        ShowsConsole("guide-explain");
    }

    [Fact]
    [Shows("guide-stream")]
    public async Task Stream()
    {
        // snippet: guide-stream
        await foreach (var total in PipelineRunning.StreamAsync(p => p
            .FromAsyncEnumerable(Feed(), score => score.At, WatermarkPolicy.Monotonic)
            .WindowInto(FixedWindows.Of(Duration.FromMinutes(2)))
            .SumPerKey(score => score.Team, score => score.Points)))
        {
            Console.WriteLine($"{total.Window.Start:HH:mm} {total.Value}");
        }
        // end
        ShowsConsole("guide-stream");
    }

    [Fact]
    public async Task Cancellation()
    {
        var pipeline = Pipeline.Build(p => p.FromAsyncEnumerable(Forever(), score => score.At, WatermarkPolicy.Monotonic).ForEach(_ => { }));
        // snippet: guide-cancel
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        try
        {
            await pipeline.RunAsync(cancellationToken: stop.Token);
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine("Stopped. What sinks took until then stays.");
        }
        // end
        Assert.StartsWith("Stopped", $"{Console}", StringComparison.Ordinal);
    }

    [Fact]
    [Shows("guide-validation")]
    public void Validation()
    {
        // snippet: guide-validation
        try
        {
            Pipeline.Build("scores", p => p
                .Create(Scores, score => score.At)
                .WindowInto(FixedWindows.Of(Duration.FromMinutes(2)).WithAllowedLateness(Duration.FromMinutes(1)))
                .CountPerKey(score => score.Team, "Counts"));
        }
        catch (PipelineValidationException e)
        {
            Console.WriteLine(e.Message);
        }
        // end
        ShowsConsole("guide-validation");
    }

    [Fact]
    [Shows("guide-failure")]
    public async Task Failure()
    {
        // snippet: guide-failure
        var pipeline = Pipeline.Build(p => p
            .Create([4, 2, 0], n => Noon + Duration.FromSeconds(n))
            .Select(n => 8 / n, "Shares")
            .ForEach(share => Console.WriteLine(share)));
        try
        {
            await pipeline.RunAsync();
        }
        catch (StepFailedException e)
        {
            Console.WriteLine(e.Message);
        }
        // end
        ShowsConsole("guide-failure");
    }

    private static async IAsyncEnumerable<Score> Feed()
    {
        foreach (var score in Scores)
        {
            await Task.Yield();
            yield return score;
        }
    }

    private static async IAsyncEnumerable<Score> Forever()
    {
        for (var n = 0; ; n++)
        {
            await Task.Yield();
            yield return new Score("red", n, Noon + Duration.FromSeconds(n));
        }
    }
}
