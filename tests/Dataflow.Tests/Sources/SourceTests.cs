using Dataflow.Running;
using Dataflow.Sources;
using Dataflow.Testing;
using Dataflow.Time;
using Dataflow.Watermarks;
using Dataflow.Windowing;
using NodaTime;

namespace Dataflow.Tests.Sources;

public sealed class SourceTests
{
    private static readonly int[] Numbers = [1, 2, 12, 3, 25, 14];

    public static TheoryData<string, Func<PipelineBuilder, PCollection<int>>> All => new()
    {
        { "array", p => p.Create(Numbers, n => Streams.At(n), WatermarkPolicy.Monotonic) },
        { "list", p => p.Create(Numbers.ToList(), n => Streams.At(n), WatermarkPolicy.Monotonic) },
        { "ticks", p => p.Create(Numbers, Timestamps.FromUnixTicks<int>(n => n * 10_000_000L), WatermarkPolicy.Monotonic) },
        { "milliseconds", p => p.Create(Numbers, Timestamps.FromUnixMilliseconds<int>(n => n * 1000L), WatermarkPolicy.Monotonic) },
        { "enumerable", p => p.FromEnumerable(Numbers.Select(n => n), n => Streams.At(n), WatermarkPolicy.Monotonic) },
        { "async", p => p.FromAsyncEnumerable(Asynchronously(), n => Streams.At(n), WatermarkPolicy.Monotonic) },
    };

    [Theory]
    [MemberData(nameof(All))]
    public void Read_AnySource_GivesTheSameWindows(string kind, Func<PipelineBuilder, PCollection<int>> source)
    {
        var output = Schedules.Run(p => source(p).WindowInto(FixedWindows.Of(Duration.FromSeconds(10))).SumPerKey(_ => "all", n => n));

        Assert.NotEmpty(kind);
        Assert.Equal([(0L, 3), (10, 12), (20, 25)], output.Select(e => (e.Window.Start.ToUnixTimeSeconds(), e.Value.Value)));
        Assert.Equal([12L, 25L], output.Take(2).Select(e => e.Watermark.ToUnixTimeSeconds()));
        Assert.Equal(EventTime.EndOfTime, output[2].Watermark);
    }

    [Fact]
    public void Read_PerfectWatermarkOfASequence_MakesNothingLate()
    {
        var output = Schedules.Run(p => p.FromEnumerable(Numbers.Select(n => n), n => Streams.At(n), WatermarkPolicy.Perfect)
            .WindowInto(FixedWindows.Of(Duration.FromSeconds(10))).SumPerKey(_ => "all", n => n));

        Assert.Equal([(0L, 6), (10, 26), (20, 25)], output.Select(e => (e.Window.Start.ToUnixTimeSeconds(), e.Value.Value)));
        Assert.Equal(14, output[0].Watermark.ToUnixTimeSeconds());
    }

    [Fact]
    public void Create_WithoutTimes_StandsAtTheStartOfTime()
    {
        var output = Schedules.Run(p => p.Create(Numbers));
        Assert.All(output, e => Assert.Equal((EventTime.StartOfTime, Window.Global), (e.Timestamp, e.Window)));
    }

    [Fact]
    public async Task Create_NoElements_GivesNoPanes()
    {
        var panes = new List<KV<int, long>>();
        var result = await Pipeline.Build(p => p.Create(Array.Empty<int>()).CountPerKey(n => n).ToList(panes)).RunAsync();
        Assert.Empty(panes);
        Assert.Equal(0, result["CountPerKey"].In);
    }

    [Fact]
    public async Task Run_TheSamePipelineTwice_GivesTheSame()
    {
        var sums = new List<int>();
        var pipeline = Pipeline.Build(p => p.Create(Numbers).SumPerKey(_ => 0, n => n).Select(pair => pair.Value).ToList(sums));
        await pipeline.RunAsync();
        await pipeline.RunAsync();
        Assert.Equal([57, 57], sums);
    }

    [Fact]
    public async Task Progress_AfterARun_StandsAtTheEnd()
    {
        var progress = new RunProgress();
        await Pipeline.Build(p => p.Create(Numbers, n => Streams.At(n)).ForEach(_ => { })).RunAsync(new RunOptions { Progress = progress });
        Assert.Equal((6, EventTime.EndOfTime), (progress.Elements, progress.Watermark));
    }

    [Fact]
    public async Task Pacing_OfARecording_WaitsForTheClockAndChangesNothing()
    {
        var clock = new ManualClock();
        var output = new List<int>();
        var run = Pipeline.Build(p => p.Create(Numbers, n => Streams.At(n)).ToList(output))
            .RunAsync(new RunOptions { BatchSize = 1, Pacing = new Pacing(2, clock) });

        // Half of the recorded time: the clock stands at 12 from the third element on, and at 25 from the fifth.
        var taken = new List<(double Wait, int Taken)>();
        while (await clock.NextTimerAsync(run) is { } wait)
        {
            taken.Add((wait.TotalSeconds, output.Count));
            clock.Advance(wait);
        }

        await run;
        Assert.Equal(Numbers, output);
        Assert.Equal([(0.5, 1), (5.0, 2), (6.5, 4)], taken);
    }

    private static async IAsyncEnumerable<int> Asynchronously()
    {
        foreach (var n in Numbers)
        {
            await Task.Yield();
            yield return n;
        }
    }
}
