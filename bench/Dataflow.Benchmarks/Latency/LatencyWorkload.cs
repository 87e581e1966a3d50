using System.Diagnostics;
using Dataflow.Benchmarks.Measuring;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Benchmarks.Latency;

/// <summary>
/// How long after the watermark passes a window's end its panes are at the sink: a million events a second, each up to 500 ms out of order, by 10,000 keys in
/// windows of a second. All keys fire at once, so the last pane waits for all others.
/// </summary>
internal sealed class LatencyWorkload : IWorkload
{
    private const int Keys = 10_000;

    private static readonly TimeSpan Disorder = TimeSpan.FromMilliseconds(500);
    private static readonly Goal Goal = new("10 ms", "2 ms");

    public string Id => "latency";

    public string Name => "from the watermark to the pane at the sink";

    public Report Measure(Effort effort)
    {
        var (warmUp, length, second) = effort.IsQuick ? (0, 2.2, TimeSpan.TicksPerSecond / 4) : (5, 36, TimeSpan.TicksPerSecond);
        if (!effort.IsQuick)
        {
            // What runs once a window is to be compiled for good before, and not behind the thirtieth window.
            Effort.Say("warms up");
            Run(length: 4, windowSize: second / 16, from: 0);
        }

        Effort.Say($"{Figure.Of(length)} s at {Figure.Count(PacedFeed.PerSecond)} events/s");
        var latencies = Run(length, second, from: warmUp * second);
        return new(
            [new($"latency at {Figure.Count(PacedFeed.PerSecond)} events/s, p99.99", "", $"{Milliseconds(latencies.Percentile(99.99))} ms", "", Goal.Target, Goal.Aim, "")],
            [],
            [new(
                "latency",
                ["", "ms"],
                [
                    .. new[] { 50, 90, 99, 99.9, 99.99 }.Select(percent => new[] { $"p{Figure.Of(percent, "0.##")}", Milliseconds(latencies.Percentile(percent)) }),
                    ["greatest", Milliseconds(latencies.Max)],
                    ["panes", Figure.Of(latencies.Count, "#,0")],
                ])]);
    }

    /// <summary>Runs the pipeline over a feed.</summary>
    /// <param name="length">How long, in seconds.</param>
    /// <param name="windowSize">The length of a window, in ticks.</param>
    /// <param name="from">The start of the first window that counts, in ticks.</param>
    private static LatencyHistogram Run(double length, long windowSize, long from)
    {
        var feed = new PacedFeed(TimeSpan.FromSeconds(length), Keys, Disorder, Disorder.Ticks, windowSize);
        var latencies = new LatencyHistogram();
        var panes = 0L;
        var result = Pipeline.Build(p => p
            .Read(new PacedSource(feed, Duration.FromTimeSpan(Disorder)), "Feed")
            .WindowInto(FixedWindows.Of(Duration.FromTicks(windowSize)))
            .SumPerKey(EventFields.Key, EventFields.Value)
            .ForEachPane(pane =>
            {
                panes++;
                var start = pane.Window.Start.ToUnixTimeTicks();
                if (feed.PassedAt(start) is var due and > 0 && start >= from)
                {
                    latencies.Add((long)Stopwatch.GetElapsedTime(due).TotalNanoseconds);
                }
            }))
            .RunAsync().GetAwaiter().GetResult();
        if (result["Feed"].Out != feed.Count || result.Late > 0 || latencies.Count == 0 || panes < latencies.Count)
        {
            throw new InvalidOperationException($"Of {feed.Count} events {result["Feed"].Out} came, {result.Late} late, in {panes} panes, {latencies.Count} of them measured.");
        }

        return latencies;
    }

    private static string Milliseconds(long nanoseconds) => Figure.Of(nanoseconds / 1e6);
}
